"""When a repeated activity takes place: by its rule, on the clock of its own time zone."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from dateutil.tz import resolve_imaginary
from django.utils import timezone

from comarca.activities.models import Activity

MOST = 1000  # occurrences of one activity in one window


def zone_of(activity: Activity) -> ZoneInfo:
    """Return the time zone whose clock an activity keeps."""
    return ZoneInfo(activity.timezone or timezone.get_current_timezone_name())


def occurrences(activity: Activity, start: datetime, end: datetime) -> list[datetime]:
    """Return when a repeated activity begins from ``start`` to (not including) ``end``.

    The rule runs on the local clock, so that ten o'clock stays ten o'clock when the clocks
    change (RFC 5545, 3.3.10). A time that does not exist on that day comes an hour later.

    Parameters
    ----------
    activity
        An activity with ``repeats``; one without takes place once.
    start, end
        Moments with a time zone.
    """
    if not activity.repeats:
        return [activity.at] if start <= activity.at < end else []
    begun = (moment for moment in _all(activity, start) if moment >= start)
    found: list[datetime] = []
    for moment in takewhile(lambda one: one < end, begun):
        found.append(moment)
        if len(found) == MOST:
            break
    return found


def next_occurrence(activity: Activity, after: datetime) -> datetime | None:
    """Return when an activity begins next after a moment, None if never again."""
    if not activity.repeats:
        return activity.at if activity.at > after else None
    return next((moment for moment in _all(activity, after) if moment > after), None)


def _all(activity: Activity, start: datetime) -> Iterator[datetime]:
    """Yield every occurrence from about a moment on."""
    zone = zone_of(activity)
    rule = rrulestr(activity.repeats, dtstart=activity.at.astimezone(zone).replace(tzinfo=None))
    last = activity.repeats_until
    from_local = start.astimezone(zone).replace(tzinfo=None) - timedelta(days=1)
    for local in rule.xafter(from_local, inc=True):
        if last is not None and local > datetime.combine(last, time.max):
            return
        yield resolve_imaginary(local.replace(tzinfo=zone))
