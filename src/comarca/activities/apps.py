"""Django registration of the activities app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Registers comarca.activities."""

    name = "comarca.activities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make activities known to lists, pages, forms, files, the API and the timeline."""
        from comarca.activities import events, jobs, privacy  # noqa: F401
        from comarca.activities.objects import ABSENCE, ACTIVITY, MAIL_TEMPLATE
        from comarca.base.objects import register

        register(ACTIVITY)
        register(ABSENCE)
        register(MAIL_TEMPLATE)
