"""Where the accounts live."""

from django.urls import path

from comarca.accounts.views import detail, duplicates, grid, homes, lists, tiles

app_name = "accounts"
urlpatterns = [
    path("", lists.index, name="index"),
    path("grid/", grid.grid, name="grid"),
    path("homes/", homes.homes, name="homes"),
    path("new/", detail.create, name="create"),
    path("duplicates/", duplicates.index, name="duplicates"),
    path("duplicates/look/", duplicates.look, name="look_for_duplicates"),
    path("duplicates/<int:pair_id>/different/", duplicates.different, name="different"),
    path("merges/<int:merge_id>/undo/", duplicates.undo, name="undo_merge"),
    path("<int:account_id>/merge/<int:other_id>/", duplicates.merge, name="merge"),
    path("<int:account_id>/", detail.detail, name="detail"),
    path("<int:account_id>/edit/", detail.edit, name="edit"),
    path("<int:account_id>/close/", detail.close, name="close"),
    path("tiles/<int:z>/<int:x>/<int:y>.mvt", tiles.tile, name="tile"),
]
