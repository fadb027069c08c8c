"""Django registration of the base app."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Registers comarca.base."""

    name = "comarca.base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the letters known to the worker."""
        from comarca.base.events import digest  # noqa: F401
