"""Addresses of layers and tiles."""

from django.urls import path

from comarca.geography import importing_views, layer_views, views

app_name = "geography"
urlpatterns = [
    path("", views.layers, name="layers"),
    path("import/", importing_views.upload, name="upload"),
    path("import/columns/", importing_views.columns, name="columns"),
    path("load/<str:country>/", layer_views.load, name="load"),
    path("<int:layer_id>/", views.layer, name="layer"),
    path("<int:layer_id>/edit/", layer_views.edit, name="edit"),
    path("<int:layer_id>/postal/", layer_views.postal, name="postal"),
    path("<int:layer_id>/delete/", layer_views.delete, name="delete"),
    path(
        "tiles/units/<int:layer_id>/<str:version>/<int:z>/<int:x>/<int:y>.mvt",
        views.unit_tile, name="unit_tile",
    ),
    path("tiles/base/<int:z>/<int:x>/<int:y>.mvt", views.base_tile, name="base_tile"),
]  # fmt: skip
