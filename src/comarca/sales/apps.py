"""Django registration of the sales app."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Registers comarca.sales."""

    name = "comarca.sales"
    default_auto_field = "django.db.models.BigAutoField"
