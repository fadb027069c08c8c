"""Django registration of the sales app."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Registers comarca.sales."""

    name = "comarca.sales"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make what is sold known to lists, pages, forms, files and the API."""
        from importlib import import_module

        from comarca.base.objects import register
        from comarca.sales.objects import TYPES

        for one in TYPES:
            register(one)
        for module in ("quotes.events", "orders.events", "jobs"):
            import_module(f"comarca.sales.{module}")
