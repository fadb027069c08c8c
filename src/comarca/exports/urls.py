"""Where a plan's files are fetched."""

from django.urls import path

from comarca.exports import views

app_name = "exports"
urlpatterns = [
    path("plans/<int:plan_id>/export.xlsx", views.xlsx, name="xlsx"),
    path("plans/<int:plan_id>/export.geojson", views.geo, name="geojson"),
    path("plans/<int:plan_id>/export.pdf", views.pdf, name="pdf"),
]
