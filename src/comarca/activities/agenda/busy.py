"""When people are busy at a fixed time: meetings, agreed visits, and their outer calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from comarca.activities.models import Activity, OuterEvent
from comarca.activities.recurrence import occurrences
from comarca.activities.todo import taken_of
from comarca.team.models import Person

USUAL = timedelta(minutes=30)
LONGEST = timedelta(days=31)
FIXED = (Activity.Kind.MEETING, Activity.Kind.VISIT)


@dataclass(frozen=True, slots=True)
class Busy:
    """Time that is taken; ``account`` where it is with a customer, ``activity`` 0 for others'."""

    person: int
    at: datetime
    ends_at: datetime
    account: int | None = None
    activity: int = 0
    title: str = ""


def busy_of(people: Iterable[Person], start: datetime, end: datetime) -> list[Busy]:
    """Return what takes people's time between two moments, four questions for any number of them.

    What lasts all day takes none: it is a note more often than a meeting.
    """
    ids = [one.pk for one in people]
    rows = Activity.objects.open().filter(owner__in=ids, kind__in=FIXED, is_all_day=False)
    once = rows.filter(repeats="", at__gte=start, at__lt=end)
    found = [_busy(row, row.at) for row in once]
    series = list(rows.exclude(repeats="").filter(at__lt=end))
    taken = taken_of(series, start, end)
    for row in series:
        moments = occurrences(row, start, end)
        found += [_busy(row, at) for at in moments if (row.pk, at) not in taken]
    outer = OuterEvent.objects.filter(
        person__in=ids, is_all_day=False, at__lt=end, ends_at__gt=start, at__gte=start - LONGEST
    )
    found += [Busy(row.person_id, row.at, row.ends_at) for row in outer]
    return sorted(found, key=lambda one: (one.at, one.person, one.activity))


def _busy(row: Activity, at: datetime) -> Busy:
    length = row.ends_at - row.at if row.ends_at else USUAL
    owner = row.owner_id or 0
    return Busy(owner, at, at + length, row.account_id, row.pk, row.title)
