"""Django registration of the ui app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers comarca.ui."""

    name = "comarca.ui"
    default_auto_field = "django.db.models.BigAutoField"
