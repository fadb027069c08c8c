"""What visits put into the pages: the week and the day in the navigation."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from comarca.activities import additions
from comarca.activities.agenda.entries import add_to_calendar
from comarca.service.models import Case
from comarca.team.models import Person
from comarca.ui import navigation, panels
from comarca.visits import workload  # noqa: F401
from comarca.visits.calendar_entries import entries
from comarca.visits.cards import Line, Part, register
from comarca.visits.products import discussed_with, told

add_to_calendar("visits", entries)


def _cases(accounts: list[int], reader: Person) -> dict[int, list[Line]]:
    """Tell the open cases of each account, as far as the reader sees them."""
    found: dict[int, list[Line]] = defaultdict(list)
    rows = Case.objects.visible_to(reader).filter(account__in=accounts, archived_at=None)
    for row in rows.exclude(state__in=Case.OVER).order_by("-pk"):
        found[row.account_id or 0].append(Line(row.subject, row.get_state_display()))
    return found


additions.register("visits.products", told)
panels.register(
    panels.Panel("account", "products-discussed", _("Products discussed"),
                 "visits/discussed.html", discussed_with, 45)
)  # fmt: skip
register(Part("cases", _("Open cases"), "message", _cases, 30))

navigation.register(
    navigation.NavItem(
        "visits-week", _("Visits"), "route", "visits:week", 28, "records.read", section="work"
    )
)
navigation.register(
    navigation.NavItem(
        "visits-day", _("My day"), "car", "visits:day", 27, "activities.write", section="work"
    )
)
