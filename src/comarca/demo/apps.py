"""Django registration of the demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers comarca.demo."""

    name = "comarca.demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the demo's week known to the worker."""
        from comarca.demo import week  # noqa: F401
