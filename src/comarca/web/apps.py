"""Django registration of the web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers comarca.web."""

    name = "comarca.web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the jobs known, and tell the team who knows towns."""
        from comarca.team.homes import register_finder
        from comarca.web import jobs  # noqa: F401
        from comarca.web.homes import find_home

        register_finder(find_home)
