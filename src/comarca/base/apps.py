"""Django registration of the base app."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Registers comarca.base."""

    name = "comarca.base"
    default_auto_field = "django.db.models.BigAutoField"
