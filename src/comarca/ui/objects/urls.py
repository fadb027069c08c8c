"""Where the lists and pages of described objects live."""

from django.urls import path

from comarca.ui.custom_fields import views as custom
from comarca.ui.lists.views import bulk, files, keeping
from comarca.ui.objects import cells, pages, related

app_name = "objects"
urlpatterns = [
    path("custom-fields/", custom.index, name="custom_fields"),
    path("custom-fields/<slug:key>/new/", custom.add, name="custom_field_add"),
    path("custom-fields/<int:field_id>/edit/", custom.edit, name="custom_field_edit"),
    path("custom-fields/<int:field_id>/retire/", custom.retire, name="custom_field_retire"),
    path("bulk/<int:edit_id>/", bulk.result, name="bulk_result"),
    path("bulk/<int:edit_id>/undo/", bulk.undo, name="bulk_undo"),
    path("<slug:key>/", pages.index, name="index"),
    path("<slug:key>/new/", pages.create, name="create"),
    path("<slug:key>/choose/", pages.choose, name="choose"),
    path("<slug:key>/export/", files.export, name="export"),
    path("<slug:key>/columns/", keeping.columns, name="columns"),
    path("<slug:key>/views/", keeping.save_view, name="save_view"),
    path("<slug:key>/views/<int:view_id>/", keeping.view_action, name="view_action"),
    path("<slug:key>/select/", bulk.select, name="select"),
    path("<slug:key>/bulk/<int:selection_id>/<slug:act>/", bulk.change, name="bulk"),
    path(
        "<slug:key>/add-to/<slug:place>/<int:target_id>/",
        related.add,
        name="add_to",
    ),
    path("<slug:key>/<int:pk>/", pages.detail, name="detail"),
    path("<slug:key>/<int:pk>/edit/", pages.edit, name="edit"),
    path("<slug:key>/<int:pk>/archive/", pages.archive, name="archive"),
    path("<slug:key>/<int:pk>/field/<slug:field>/", cells.edit, name="field"),
]
