"""Django registration of the geography app."""

from django.apps import AppConfig


class GeographyConfig(AppConfig):
    """Registers comarca.geography."""

    name = "comarca.geography"
    default_auto_field = "django.db.models.BigAutoField"
