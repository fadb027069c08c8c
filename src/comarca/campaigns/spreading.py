"""Finds each person's next working day with room for one more activity."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from comarca.activities.models import Absence, Activity
from comarca.base.organisation import Organisation

AHEAD = 366  # days that are looked through
HOUR = 9


class Spread:
    """The days of some people: what is planned, when they are away, and what is added here."""

    def __init__(self, people: Iterable[int], first: date, a_day: int) -> None:
        self.first, self.a_day = first, a_day
        company = Organisation.current()
        self.weekdays = set(company.working_days) if company else {0, 1, 2, 3, 4}
        who = list(people)
        self.planned: Counter[tuple[int, date]] = Counter()
        start = timezone.make_aware(datetime.combine(first, time.min))
        rows = Activity.objects.open().filter(owner__in=who, at__gte=start)
        for owner, at in rows.values_list("owner", "at"):
            self.planned[owner or 0, timezone.localtime(at).date()] += 1
        self.away: dict[int, list[tuple[date, date]]] = {}
        absent = Absence.objects.filter(Q(person__in=who), back_on__gt=first, archived_at=None)
        for person, begins, back in absent.values_list("person", "first_day", "back_on"):
            self.away.setdefault(person, []).append((begins, back))

    def take(self, person: int) -> datetime | None:
        """Take the next free place in somebody's days; None if a year is full."""
        for step in range(AHEAD):
            day = self.first + timedelta(days=step)
            if self._works(person, day) and self.planned[person, day] < self.a_day:
                self.planned[person, day] += 1
                return timezone.make_aware(datetime.combine(day, time(HOUR)))
        return None

    def _works(self, person: int, day: date) -> bool:
        if day.weekday() not in self.weekdays:
            return False
        return not any(begins <= day < back for begins, back in self.away.get(person, ()))
