"""What the worker does for activities."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.activities.agenda.reading import refresh
from comarca.activities.mail.reading import check
from comarca.activities.mail.writing import SEND, deliver
from comarca.activities.models import CalendarSource, Email, Mailbox
from comarca.activities.reminders import tell_due
from comarca.base.jobs import Job, runner

READ, CHECK = "activities.calendar", "activities.mailbox"


@runner(SEND, _("Sending an e-mail"), priority=1)
def send_mail(job: Job) -> dict[str, Any]:
    """Send one e-mail."""
    email = Email.objects.select_related("contact", "activity", "author").filter(
        pk=job.payload["email"]
    )
    found = email.first()
    return {"sent": bool(found and deliver(found)), "stay": True}


@runner(CHECK, _("Reading a mailbox"))
def check_one(job: Job) -> dict[str, Any]:
    """Read one mailbox, just added or changed."""
    box = Mailbox.objects.filter(pk=job.payload["mailbox"], is_active=True).first()
    return {"emails": check(box) if box else 0, "stay": True}


@runner("activities.mailboxes", _("Reading mailboxes"), repeat="every 5 minutes")
def check_all(job: Job) -> dict[str, Any]:
    """Read what is new in every mailbox."""
    boxes = list(Mailbox.objects.filter(is_active=True).order_by("pk"))
    count = 0
    for number, box in enumerate(boxes):
        job.report(number / len(boxes), box.name)
        count += check(box)
    return {"emails": count, "stay": True}


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
