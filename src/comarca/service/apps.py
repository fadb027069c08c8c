"""Django registration of the service app."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    """Registers comarca.service."""

    name = "comarca.service"
    default_auto_field = "django.db.models.BigAutoField"
