"""What the events of visits are called, and whom they concern."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.base.events import Event
from comarca.base.events import register as register_action
from comarca.base.events.notifications import Kind, Mail, register

WEEK_PUBLISHED = register_action(
    "week_published", pgettext_lazy("event", "Week published"), "calendar"
)
WEEK_CHANGED = register_action("week_changed", pgettext_lazy("event", "Visits moved"), "route")


def _whose(event: Event) -> Iterable[int]:
    """Return whose week it is: a draft concerns nobody yet."""
    person = event.data.get("person")
    is_draft = event.data.get("state") == "draft"
    return [person] if isinstance(person, int) and not is_draft else ()


register(
    Kind("visits_week", _("My week of visits is published or changes"),
         frozenset({"week_published", "week_changed"}), _whose, Mail.AT_ONCE, 8)
)  # fmt: skip
