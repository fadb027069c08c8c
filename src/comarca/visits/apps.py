"""Django registration of the visits app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Registers comarca.visits."""

    name = "comarca.visits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make visit cycles known to lists, forms, files and the API, and their planner to jobs."""
        from comarca.base.objects import register
        from comarca.visits.objects import CYCLE
        from comarca.visits.planning import jobs  # noqa: F401

        register(CYCLE)
