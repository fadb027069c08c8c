"""Django registration of the web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers comarca.web."""

    name = "comarca.web"
    default_auto_field = "django.db.models.BigAutoField"
