"""Django registration of the reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers comarca.reports."""

    name = "comarca.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the worker send reports."""
        from comarca.reports import jobs  # noqa: F401
