"""Django registration of the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers comarca.accounts."""

    name = "comarca.accounts"
    default_auto_field = "django.db.models.BigAutoField"
