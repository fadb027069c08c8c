"""Where the reports live."""

from django.urls import path

from comarca.reports import views

app_name = "reports"
urlpatterns = [
    path("reports/", views.index, name="index"),
    path("reports/show/", views.show, name="show"),
    path("reports/export/", views.export, name="export"),
    path("reports/save/", views.save, name="save"),
    path("reports/<int:report_id>/", views.saved, name="saved"),
    path("reports/<int:report_id>/delete/", views.delete, name="delete"),
    path("reports/<int:report_id>/subscribe/", views.subscribe, name="subscribe"),
]
