"""Django registration of the visits app."""

from django.apps import AppConfig
from django.utils.translation import gettext


class VisitsConfig(AppConfig):
    """Registers comarca.visits."""

    name = "comarca.visits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make visit cycles known to lists, forms, files and the API, and their planner to jobs."""
        from comarca.base.events.links import page
        from comarca.base.events.wording import headings
        from comarca.base.objects import register
        from comarca.visits import events  # noqa: F401
        from comarca.visits.objects import ACCOUNT_CYCLE, CYCLE
        from comarca.visits.planning import compiling, jobs  # noqa: F401

        register(CYCLE)
        register(ACCOUNT_CYCLE)
        headings("visits.weekplan", _heading)
        page("visits.weekplan", "visits:board")


def _heading(key: str) -> str:
    """Name what the events of a week count."""
    said = {"visits": gettext("Visits"), "moved": gettext("Moved"), "why": gettext("Reason")}
    return said.get(key, "")
