"""Django registration of the ui app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    """Registers comarca.ui."""

    name = "comarca.ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every app fill its slots: each has them in a module called ``slots``."""
        autodiscover_modules("slots")
