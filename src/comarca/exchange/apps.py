"""Django registration of the exchange app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Registers comarca.exchange."""

    name = "comarca.exchange"
    default_auto_field = "django.db.models.BigAutoField"
