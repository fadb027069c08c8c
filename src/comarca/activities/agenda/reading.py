"""Reads calendars that people keep elsewhere: an ICS address, or a CalDAV server."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.activities.agenda.net import TIMEOUT, CannotFetch, fetch, session_for
from comarca.activities.crypt import CannotRead, unlock
from comarca.activities.models import CalendarSource, OuterEvent

BACK, AHEAD = timedelta(days=31), timedelta(days=184)
TOO_FAST = {"SECONDLY", "MINUTELY", "HOURLY"}
MOST = 2000  # occurrences kept of one calendar


class NoCalendar(CannotFetch):
    """What an address holds is no calendar."""


def refresh(source: CalendarSource) -> int:
    """Read a calendar again and return how many events it has in the window; keep why it failed.

    What was read before stays until a whole new reading is there.
    """
    now = timezone.now()
    try:
        rows = list(_events(source, now - BACK, now + AHEAD))
    except (CannotFetch, CannotRead) as error:
        said = str(error) or _("The password cannot be read any more. Give it again.")
        CalendarSource.objects.filter(pk=source.pk).update(checked_at=now, problem=said[:300])
        return 0
    problem = ""
    if len(rows) > MOST:
        problem = _("Only the first %(n)d events are shown.") % {"n": MOST}
    with transaction.atomic():
        OuterEvent.objects.filter(source=source).delete()
        OuterEvent.objects.bulk_create(rows[:MOST], batch_size=500)
        CalendarSource.objects.filter(pk=source.pk).update(checked_at=now, problem=problem)
    return len(rows[:MOST])


def _events(source: CalendarSource, start: datetime, end: datetime) -> Iterator[OuterEvent]:
    """Yield the events of a source between two moments, repeated ones by occurrence."""
    texts = [fetch(source.url)] if source.kind == CalendarSource.Kind.ICS else _caldav(
        source, start, end
    )  # fmt: skip
    for text in texts:
        yield from (_row(source, event) for event in expanded(text, start, end))


def expanded(text: bytes | str, start: datetime, end: datetime) -> list[Any]:
    """Return the occurrences of a calendar's events in a window, at most one more than are kept.

    Raises
    ------
    NoCalendar
        If the text is no calendar.
    """
    import recurring_ical_events

    found: list[Any] = []
    try:
        query = recurring_ical_events.of(_calendar(text), skip_bad_series=True)
        for event in query.after(start):
            if _moment(event.start) >= end or len(found) > MOST:
                break
            if str(event.get("STATUS", "")) != "CANCELLED":
                found.append(event)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise NoCalendar(_("This address holds no calendar that can be read.")) from error
    return found


def _calendar(text: bytes | str) -> Any:
    """Return a calendar without what repeats faster than every day: that could have no end."""
    from icalendar import Calendar

    calendar = Calendar.from_ical(text)
    if calendar.name != "VCALENDAR":
        raise ValueError(calendar.name)
    for event in list(calendar.walk("VEVENT")):
        rules = event.get("RRULE") or []
        for rule in rules if isinstance(rules, list) else [rules]:
            if rule.get("FREQ", [""])[0] in TOO_FAST:
                calendar.subcomponents.remove(event)
                break
    return calendar


def _caldav(source: CalendarSource, start: datetime, end: datetime) -> Iterable[str]:
    """Return the events of every calendar that a CalDAV account holds, as texts."""
    from caldav.davclient import DAVClient
    from caldav.lib.error import DAVError
    from niquests.exceptions import RequestException

    session = session_for(source.url)
    try:
        client: Any = DAVClient(
            source.url, username=source.username, password=unlock(source.secret), timeout=TIMEOUT,
            enable_rfc6764=False, require_tls=False,
        )  # fmt: skip
        client.session = session
        with client:
            found: list[str] = []
            for calendar in client.principal().get_calendars():
                for event in calendar.search(start=start, end=end, event=True, expand=False):
                    found.append(str(event.data))
                    if len(found) > MOST:
                        return found
            return found
    except (DAVError, RequestException, OSError, ValueError) as error:
        said = _("The CalDAV server cannot be read: %(why)s")
        raise CannotFetch(said % {"why": str(error)[:160]}) from error


def _row(source: CalendarSource, event: Any) -> OuterEvent:
    """Return an event as it is kept."""
    begins, ends = event.start, event.end
    at = _moment(begins)
    return OuterEvent(
        source=source, person_id=source.person_id, uid=str(event.get("UID", ""))[:255],
        title=str(event.get("SUMMARY", "") or _("Busy"))[:200], at=at,
        ends_at=max(_moment(ends), at), is_all_day=not isinstance(begins, datetime),
    )  # fmt: skip


def _moment(value: date | datetime) -> datetime:
    """Return a moment: a day begins at midnight, a time without a zone is on the local clock."""
    if not isinstance(value, datetime):
        return timezone.make_aware(datetime.combine(value, time.min))
    return timezone.make_aware(value) if timezone.is_naive(value) else value
