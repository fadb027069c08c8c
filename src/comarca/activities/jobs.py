"""What the worker does for activities."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.activities.agenda.reading import refresh
from comarca.activities.models import CalendarSource
from comarca.activities.reminders import tell_due
from comarca.base.jobs import Job, runner

READ = "activities.calendar"


@runner(READ, _("Reading a calendar"))
def read_one(job: Job) -> dict[str, Any]:
    """Read one outer calendar, just added."""
    source = CalendarSource.objects.filter(pk=job.payload["source"]).first()
    return {"events": refresh(source) if source else 0, "stay": True}


@runner("activities.calendars", _("Reading calendars"), repeat="every 30 minutes", priority=-1)
def read_all(job: Job) -> dict[str, Any]:
    """Read every outer calendar of people who work here."""
    sources = list(CalendarSource.objects.filter(person__is_active=True).order_by("checked_at"))
    for number, source in enumerate(sources):
        job.report(number / len(sources), source.name)
        refresh(source)
    return {"calendars": len(sources), "stay": True}


@runner("activities.remind", _("Reminders"), repeat="every 5 minutes", priority=1)
def remind(job: Job) -> dict[str, Any]:
    """Tell people of what begins soon."""
    return {"told": tell_due(), "stay": True}
