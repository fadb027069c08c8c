"""Django registration of the exchange app."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Registers comarca.exchange."""

    name = "comarca.exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the work that runs in the worker."""
        for module in ("comarca.exchange.jobs", "comarca.exchange.exports.jobs"):
            if find_spec(module):
                import_module(module)
