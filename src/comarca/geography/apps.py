"""Django registration of the geography app."""

from django.apps import AppConfig


class GeographyConfig(AppConfig):
    """Registers comarca.geography."""

    name = "comarca.geography"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the app's jobs known, and tell the team who knows towns."""
        from comarca.base.events import links
        from comarca.base.objects import register
        from comarca.geography import jobs  # noqa: F401
        from comarca.geography.homes import find_home
        from comarca.geography.layer_fields import LAYER
        from comarca.team.homes import register_finder

        register(LAYER)
        register_finder(find_home)
        links.page("geography.layer", "geography:layer")
