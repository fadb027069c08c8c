"""Django registration of the territories app."""

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    """Registers comarca.territories."""

    name = "comarca.territories"
    default_auto_field = "django.db.models.BigAutoField"
