"""A person's calendar as an ICS file, for the calendar programs that read a private link."""

from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from comarca.activities.agenda.entries import Shown, added
from comarca.activities.models import Absence, Activity, FeedLink
from comarca.activities.recurrence import zone_of
from comarca.base.digests import digest_of
from comarca.base.events import record
from comarca.team.models import Person

if TYPE_CHECKING:
    from icalendar import Event

BACK, AHEAD = timedelta(days=90), timedelta(days=366)
MOST = 3000
STATUS = {"planned": "CONFIRMED", "done": "CONFIRMED", "cancelled": "CANCELLED"}


def new_link(person: Person, name: str) -> tuple[FeedLink, str]:
    """Make a link and return it with its secret, which is told this once and not kept."""
    secret = token_urlsafe(32)
    link = FeedLink.objects.create(person=person, name=name, digest=digest_of(secret))
    record(link, "created", actor=person, after={"name": name})
    return link, secret


def rotate(link: FeedLink, person: Person) -> tuple[FeedLink, str]:
    """Put a new link in the place of an old one, which opens nothing from now on."""
    revoke(link, person)
    return new_link(person, link.name)


def revoke(link: FeedLink, person: Person) -> None:
    """Let a link open nothing any more."""
    FeedLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    record(link, "deleted", actor=person, before={"name": link.name})


def person_of(secret: str) -> Person | None:
    """Return whose calendar a secret opens, and write down that it was used; None for nobody's."""
    link = (
        FeedLink.objects.filter(digest=digest_of(secret), revoked_at=None, person__is_active=True)
        .select_related("person").first()
    )  # fmt: skip
    if link is None:
        return None
    FeedLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now())
    return link.person


def as_ics(person: Person) -> bytes:
    """Return a person's own activities and absences, of what they may see today."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Comarca//Calendar//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Comarca · {person.name}")
    made.add("refresh-interval;value=duration", "PT30M")
    now = timezone.now()
    mine = Activity.objects.visible_to(person).filter(owner=person, archived_at=None)
    shown = mine.exclude(kind__in=(Activity.Kind.NOTE, Activity.Kind.EMAIL)).filter(
        Q(at__gte=now - BACK, at__lt=now + AHEAD) | ~Q(repeats="")
    )
    rows = list(shown.select_related("account").order_by("at", "pk")[:MOST])
    for row in rows:
        made.add_component(_event(row, rows))
    for one in added(person, [person], now - BACK, now + AHEAD)[:MOST]:
        made.add_component(_added(one, now))
    for absence in Absence.objects.filter(
        person=person, archived_at=None, back_on__gt=(now - BACK).date()
    )[:MOST]:
        made.add_component(_absence(absence))
    return bytes(made.to_ical())


def _event(row: Activity, rows: list[Activity]) -> "Event":
    """Return an activity as an event; of a repeated one, with its rule and what is left out."""
    from icalendar import Event, vRecur

    event = Event()
    event.add("uid", f"{row.reference}@comarca")
    event.add("dtstamp", row.updated_at)
    event.add("sequence", row.version)
    event.add("summary", f"{row.title} · {row.account}" if row.account else row.title)
    event.add("status", STATUS[row.state])
    event.add("categories", [str(row.get_kind_display())])
    local = row.at.astimezone(zone_of(row))
    if row.is_all_day:
        event.add("dtstart", local.date())
        ends = row.ends_at.astimezone(zone_of(row)).date() if row.ends_at else local.date()
        event.add("dtend", ends + timedelta(days=1))
    else:
        event.add("dtstart", local)
        event.add("dtend", (row.ends_at or row.at + timedelta(minutes=30)).astimezone(zone_of(row)))
    if row.repeats:
        event.add("rrule", vRecur.from_ical(_rule(row)))
        for moment in row.occurrences.values_list("occurrence_at", flat=True):
            event.add("exdate", _left_out(row, moment))
    if settings.COMARCA_URL:
        path = reverse("activities:detail", args=[row.pk])
        event.add("url", f"{settings.COMARCA_URL.rstrip('/')}{path}")
    return event


def _added(one: Shown, now: datetime) -> "Event":
    """Return what another app adds as an event."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.uid}@comarca")
    event.add("dtstamp", now)
    event.add("sequence", one.version)
    event.add("summary", f"{one.title} · {one.account}" if one.account else one.title)
    event.add("status", "CONFIRMED")
    event.add("dtstart", timezone.localtime(one.at))
    event.add("dtend", timezone.localtime(one.ends_at))
    if settings.COMARCA_URL and one.address:
        event.add("url", f"{settings.COMARCA_URL.rstrip('/')}{one.address}")
    return event


def _rule(row: Activity) -> str:
    if not row.repeats_until:
        return row.repeats
    if row.is_all_day:
        return f"{row.repeats};UNTIL={row.repeats_until:%Y%m%d}"
    evening = datetime.combine(row.repeats_until, datetime.max.time(), tzinfo=zone_of(row))
    return f"{row.repeats};UNTIL={evening.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _left_out(row: Activity, moment: datetime | None) -> object:
    local = moment.astimezone(zone_of(row)) if moment else row.at
    return local.date() if row.is_all_day else local


def _absence(row: Absence) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"absence-{row.reference}@comarca")
    event.add("dtstamp", timezone.now())
    event.add("summary", str(row))
    event.add("dtstart", row.first_day)
    event.add("dtend", row.back_on)
    event.add("transp", "OPAQUE")
    return event
