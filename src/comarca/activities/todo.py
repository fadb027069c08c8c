"""What a person has to do: overdue, today and next, repeated activities by their occurrences."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from comarca.activities.forms import first_moment
from comarca.activities.models import Activity
from comarca.activities.recurrence import occurrences
from comarca.base.dates import today
from comarca.team.models import Person

MOST = 50  # shown of each part
COUNTED = 1000
BACK = timedelta(days=14)  # how long a repeated activity that nobody did is overdue
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Due:
    """One activity at one time; ``occurrence`` says which one of a repeated activity."""

    activity: Activity
    at: datetime
    is_occurrence: bool = False


@dataclass(slots=True)
class ToDo:
    """A person's open activities in three parts, and how many are overdue and due today."""

    overdue: list[Due] = field(default_factory=list)
    today: list[Due] = field(default_factory=list)
    next: list[Due] = field(default_factory=list)
    overdue_count: int = 0

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to do."""
        return not (self.overdue or self.today or self.next)


def to_do(person: Person) -> ToDo:
    """Return what a person has to do; four questions whatever the number of activities."""
    morning = first_moment(today())
    evening, horizon = morning + timedelta(days=1), morning + timedelta(days=1) + AHEAD
    mine = Activity.objects.visible_to(person).open().filter(owner=person)
    once = mine.filter(repeats="").select_related("account").order_by("at", "pk")
    late = once.filter(at__lt=morning)
    rows = [Due(row, row.at) for row in once.filter(at__gte=morning, at__lt=horizon)[: 2 * MOST]]
    rows += _repeated(mine.exclude(repeats=""), morning - BACK, horizon)
    rows.sort(key=lambda due: (due.at, due.activity.pk))
    old = [due for due in rows if due.at < morning]
    return ToDo(
        overdue=[*(Due(row, row.at) for row in late.order_by("-at", "-pk")[:MOST]), *old][:MOST],
        today=[due for due in rows if morning <= due.at < evening][:MOST],
        next=[due for due in rows if due.at >= evening][:MOST],
        overdue_count=late[:COUNTED].count() + len(old),
    )


def _repeated(rows: "QuerySet[Activity]", start: datetime, end: datetime) -> list[Due]:
    """Return the occurrences of repeated activities that nobody did, moved or left out."""
    series = list(rows.select_related("account")[:COUNTED])
    taken = taken_of(series, start, end)
    return [
        Due(row, moment, is_occurrence=True)
        for row in series
        for moment in occurrences(row, start, min(end, timezone.now() + AHEAD))
        if (row.pk, moment) not in taken
    ]


def taken_of(
    series: Iterable[Activity], start: datetime, end: datetime
) -> set[tuple[int | None, datetime | None]]:
    """Return the occurrences that have rows of their own: ``(series, moment)``."""
    found = Activity.objects.filter(
        series__in=[row.pk for row in series], occurrence_at__gte=start, occurrence_at__lt=end
    )
    return set(found.values_list("series_id", "occurrence_at"))
