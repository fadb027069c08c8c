"""Django registration of the exports app."""

from importlib import import_module

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Registers comarca.exports."""

    name = "comarca.exports"

    def ready(self) -> None:
        """Register the work that runs in the worker."""
        import_module("comarca.exports.jobs")
