"""A team's week as its manager reads it: loads, gaps, and what it costs beside other weeks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from comarca.activities.models import Absence
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.visits.models import Visit, VisitSettings, WeekPlan

GAP = 90  # minutes without a visit or a drive that are worth filling


@dataclass
class DayLoad:
    """One day of one person: minutes of work against the hours of a day."""

    day: date
    stops: int = 0
    minutes: float = 0.0
    free: float = 0.0
    away: str = ""

    @property
    def has_gap(self) -> bool:
        """Return whether there is room for more."""
        return not self.away and self.free >= GAP

    @property
    def hours_free(self) -> int:
        """Return the free time in whole hours."""
        return int(self.free // 60)


@dataclass
class Row:
    """One person in the team's week."""

    person: Person
    week: WeekPlan | None
    days: list[DayLoad] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    overdue: int = 0
    at_risk: int = 0
    capacity: float = 0.0

    @property
    def placed(self) -> int:
        """Return the visits that have a place: those to come and those made."""
        return self.counts[Visit.State.PLANNED] + self.counts[Visit.State.DONE]

    @property
    def done(self) -> int:
        """Return the visits that were made."""
        return self.counts[Visit.State.DONE]

    @property
    def unplaced(self) -> int:
        """Return the visits that found no room."""
        return self.counts[Visit.State.LEFT_OUT]

    @property
    def work(self) -> float:
        """Return the minutes of driving and visiting."""
        return self.week.total("driving") + self.week.total("visiting") if self.week else 0.0

    @property
    def km(self) -> float:
        """Return the kilometres of the week."""
        return self.week.total("km") if self.week else 0.0

    @property
    def load(self) -> int | None:
        """Return the work in per cent of the hours; None where nobody works."""
        return round(100 * self.work / self.capacity) if self.capacity else None


def working_days(monday: date) -> list[date]:
    """Return the days of a week on which the company works."""
    company = Organisation.current()
    numbers = company.working_days if company else range(5)
    return [monday + timedelta(days=n) for n in sorted(numbers)]


def rows_of(people: Sequence[Person], weeks: dict[int, WeekPlan], monday: date) -> list[Row]:
    """Return each person's week, with or without a plan."""
    usual, days = VisitSettings.current(), working_days(monday)
    away = absences(people, days)
    counts = counted([week.pk for week in weeks.values()])
    found = []
    for person in people:
        week = weeks.get(person.pk)
        row = Row(person, week, counts=counts.get(week.pk, Counter()) if week else Counter())
        known = {one["day"]: one for one in week.days} if week else {}
        for day in days:
            figures = known.get(day.isoformat(), {})
            minutes = figures.get("driving", 0.0) + figures.get("visiting", 0.0)
            free = max(0.0, usual.day_minutes - minutes)
            reason = away.get((person.pk, day), "")
            row.days.append(DayLoad(day, figures.get("stops", 0), minutes, free, reason))
            row.capacity += 0 if reason else usual.day_minutes
        found.append(row)
    return found


def absences(people: Iterable[Person], days: Sequence[date]) -> dict[tuple[int, date], str]:
    """Return on which days people are away, and what their absence is called."""
    if not days:
        return {}
    rows = Absence.objects.filter(
        person__in=[one.pk for one in people], archived_at=None,
        first_day__lte=days[-1], back_on__gt=days[0],
    )  # fmt: skip
    return {
        (row.person_id, day): str(row)
        for row in rows for day in days if row.first_day <= day < row.back_on
    }  # fmt: skip


def counted(weeks: Iterable[int]) -> dict[int, Counter[str]]:
    """Return how many visits of each state weeks have."""
    answer: dict[int, Counter[str]] = {}
    rows = Visit.objects.filter(week__in=list(weeks)).order_by()
    for week, state, n in rows.values_list("week", "state").annotate(n=Count("pk")):
        answer.setdefault(week, Counter())[state] = n
    return answer


@dataclass
class Cost:
    """What weeks cost: kilometres, hours of driving and visiting, visits in all and by class."""

    weeks: int
    km: float = 0.0
    driving: float = 0.0
    visiting: float = 0.0
    visits: int = 0
    by_class: dict[str, int] = field(default_factory=dict)

    @property
    def km_each(self) -> float | None:
        """Return the kilometres for each visit."""
        return self.km / self.visits if self.visits else None


def cost(weeks: Sequence[WeekPlan]) -> Cost:
    """Return what some weeks cost, as planned."""
    found = Cost(len(weeks))
    for week in weeks:
        found.km += week.total("km")
        found.driving += week.total("driving") / 60
        found.visiting += week.total("visiting") / 60
    placed = Visit.objects.filter(week__in=[week.pk for week in weeks], day__isnull=False)
    rows = placed.exclude(state=Visit.State.CANCELLED).order_by().values_list("account__segment")
    found.by_class = dict(rows.annotate(n=Count("pk")).order_by("account__segment"))
    found.visits = sum(found.by_class.values())
    return found


def cost_by_hand(weeks: Iterable[WeekPlan]) -> Cost | None:
    """Return what the same visits cost without a plan; None where it is not known."""
    known: list[dict[str, Any]] = [week.by_hand for week in weeks if week.by_hand]
    if not known:
        return None
    return Cost(
        len(known), sum(one["km"] for one in known), sum(one["driving"] for one in known) / 60, 0.0,
        sum(one["visits"] for one in known),
    )  # fmt: skip
