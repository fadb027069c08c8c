"""Django registration of the ui app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    """Registers comarca.ui."""

    name = "comarca.ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the app's jobs known; let every app fill its slots, in a module ``slots``."""
        from comarca.ui import jobs  # noqa: F401

        autodiscover_modules("slots")
