"""Finds when each person has time for one more activity: in hours of their working days."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from comarca.activities.agenda.busy import busy_of
from comarca.activities.agenda.holidays import holidays_of
from comarca.activities.models import Absence, Activity
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.visits.models import Visit, VisitSettings

AHEAD = 366  # days that are looked through at most
GRID = timedelta(minutes=15)
# Minutes that an activity takes for which nobody has said how long it lasts.
USUAL = {"call": 15, "email": 10, "task": 30, "meeting": 60}
Span = tuple[datetime, datetime]


class Spread:
    """The working days of some people: what they hold already, and what is added here.

    A day has the hours between leaving and being home, without lunch; absences, the public
    holidays of the person's region and days the company does not work have none. Planned
    activities, meetings, outer calendars and the visits of proposed weeks, with their driving, are
    taken off. ``most`` are the minutes a day that may be added at most; nothing is put on
    ``end`` or later.
    """

    def __init__(
        self, people: Iterable[int], first: date, end: date, most: int | None = None
    ) -> None:
        self.first, self.end = first, min(end, first + timedelta(days=AHEAD))
        self.most, self.usual = most, VisitSettings.current()
        company = Organisation.current()
        self.weekdays = set(company.working_days) if company else {0, 1, 2, 3, 4}
        self.used: Counter[tuple[int, date]] = Counter()
        self.added: Counter[tuple[int, date]] = Counter()
        self.spans: dict[tuple[int, date], list[Span]] = defaultdict(list)
        self.off: dict[int, set[date]] = {}
        if self.first < self.end:
            who = list(Person.objects.filter(pk__in=set(people)))
            self._read_days_off(who, company.country if company else "")
            self._read_planned(who)

    def take(self, person: int, kind: str, minutes: int = 0) -> datetime | None:
        """Take the next free time of somebody; None where there is none before the end.

        A visit takes time of the day and gets its hour from the week's plan; what else it is
        stands at an hour at which nothing else does.
        """
        length = minutes or self.minutes_of(kind)
        for day in self._days(person):
            key = person, day
            if self.used[key] + length > self.usual.day_minutes:
                continue
            if self.most is not None and self.added[key] + length > self.most:
                continue
            at = self._midnight(day) if kind == "visit" else self._gap(key, length)
            if at is None:
                continue
            self.used[key] += length
            self.added[key] += length
            if kind != "visit":
                self.spans[key].append((at, at + timedelta(minutes=length)))
            return at
        return None

    def minutes_of(self, kind: str) -> int:
        """Return how long an activity of a kind usually takes."""
        return USUAL.get(kind) or self.usual.visit_minutes

    def _days(self, person: int) -> Iterator[date]:
        off = self.off.get(person, set())
        for step in range((self.end - self.first).days):
            day = self.first + timedelta(days=step)
            if day.weekday() in self.weekdays and day not in off:
                yield day

    def _gap(self, key: tuple[int, date], length: int) -> datetime | None:
        """Return the first free stretch of a day that is long enough."""
        day = key[1]
        at, end = _moment(day, self.usual.day_starts), _moment(day, self.usual.day_ends)
        lunch = _moment(day, self.usual.lunch_from)
        taken = [*self.spans[key], (lunch, lunch + timedelta(minutes=self.usual.lunch_minutes))]
        long = timedelta(minutes=length)
        while at + long <= end:
            if not any(begins < at + long and at < ends for begins, ends in taken):
                return at
            at += GRID
        return None

    @staticmethod
    def _midnight(day: date) -> datetime:
        return _moment(day, time.min)

    def _read_days_off(self, people: list[Person], country: str) -> None:
        for person in people:
            days = holidays_of(country, [person], self.first, self.end)
            self.off[person.pk] = {day for day, _name in days}
        absent = Absence.objects.filter(
            Q(person__in=self.off), first_day__lt=self.end, back_on__gt=self.first,
            archived_at=None,
        )  # fmt: skip
        for pk, begins, back in absent.values_list("person", "first_day", "back_on"):
            days_away = (min(back, self.end) - begins).days
            self.off[pk] |= {begins + timedelta(days=n) for n in range(days_away)}

    def _read_planned(self, people: list[Person]) -> None:
        start, end = self._midnight(self.first), self._midnight(self.end)
        timed = set()
        for busy in busy_of(people, start, end):
            timed.add(busy.activity)
            self._hold(busy.person, busy.at, busy.ends_at)
        visits = Visit.objects.filter(
            week__person__in=people, day__gte=self.first, day__lt=self.end,
            state=Visit.State.PLANNED,
        )  # fmt: skip
        for one in visits.select_related("week"):
            timed.add(one.request_id or 0)
            if one.day is None or one.starts is None or one.ends is None:
                continue
            key = one.week.person_id, one.day
            self.used[key] += one.minutes + round(one.travel)
            self.spans[key].append((_moment(one.day, one.starts), _moment(one.day, one.ends)))
        rest = Activity.objects.open().filter(owner__in=people, at__gte=start, at__lt=end)
        for pk, owner, kind, at, ends_at, whole in rest.values_list(
            "pk", "owner", "kind", "at", "ends_at", "is_all_day"
        ):
            if pk in timed or owner is None:
                continue
            length = timedelta(minutes=self.minutes_of(kind))
            if whole:  # a visit to be placed, or a note: its time, at no hour
                self.used[owner, timezone.localtime(at).date()] += self.minutes_of(kind)
            else:
                self._hold(owner, at, ends_at or at + length)

    def _hold(self, person: int, at: datetime, ends_at: datetime) -> None:
        """Take time at an hour off a day; what goes on into the next counts on its first."""
        day = timezone.localtime(at).date()
        self.spans[person, day].append((at, ends_at))
        minutes = round((ends_at - at).total_seconds() / 60)
        self.used[person, day] += min(max(minutes, 0), self.usual.day_minutes)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
