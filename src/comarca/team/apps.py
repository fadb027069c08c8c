"""Django registration of the team app."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """Registers comarca.team."""

    name = "comarca.team"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what happens to people, and what a person is made of."""
        from comarca.base.objects import register
        from comarca.team import events  # noqa: F401
        from comarca.team.fields import PERSON

        register(PERSON)
