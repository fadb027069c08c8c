"""What visits put into the pages: the week and the day in the navigation."""

from django.utils.translation import gettext_lazy as _

from comarca.activities.agenda.entries import add_to_calendar
from comarca.ui import navigation
from comarca.visits.calendar_entries import entries

add_to_calendar("visits", entries)

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
