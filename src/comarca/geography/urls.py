"""Addresses of layers and tiles."""

from django.urls import path

from comarca.geography import views

app_name = "geography"
urlpatterns = [
    path("", views.layers, name="layers"),
    path("<int:layer_id>/", views.layer, name="layer"),
    path(
        "tiles/units/<int:layer_id>/<str:version>/<int:z>/<int:x>/<int:y>.mvt",
        views.unit_tile, name="unit_tile",
    ),
    path("tiles/base/<int:z>/<int:x>/<int:y>.mvt", views.base_tile, name="base_tile"),
]  # fmt: skip
