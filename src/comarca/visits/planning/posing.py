"""A stored week as the engine's problem: what is done or fixed stays, the rest may move."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from comarca.engine.visits.files.groups import Group, groups, problem
from comarca.engine.visits.files.week import FORMAT, read
from comarca.engine.visits.model import Appointment, PlannedVisit, Problem
from comarca.visits.models import Visit, VisitCycle, VisitSettings, WeekPlan
from comarca.visits.planning.due import Rhythms, places_of
from comarca.visits.planning.week import opening, person_of
from comarca.visits.planning.working import meeting, working
from comarca.visits.requested import Request, requests

Now = tuple[int, float]


class CannotPlan(ValueError):
    """A week cannot be planned again: nobody's home, or no visit is on the map."""


@dataclass
class Posed:
    """A week's problem, the visits that may move, and those that stay."""

    week: WeekPlan
    group: Group
    problem: Problem
    free: dict[int, list[Visit]]  # by account, in order of their days
    kept: list[Visit]  # appointments from number `first_kept` on
    first_kept: int
    known: tuple[PlannedVisit, ...]

    @property
    def number(self) -> dict[int, int]:
        """Return each account's number in the problem."""
        return {int(one.id): i for i, one in enumerate(self.group.accounts)}


def minute_of(moment: time | None) -> float:
    """Return minutes after midnight."""
    return moment.hour * 60 + moment.minute if moment else 0.0


def now_in(week: WeekPlan, moment: datetime | None = None) -> Now:
    """Return the day of the week and the minute that it is; before the week, its first minute."""
    local = timezone.localtime(moment)
    day = (local.date() - week.starts).days
    if day < 0:
        return 0, 0.0
    return (7, 0.0) if day > 6 else (day, float(local.hour * 60 + local.minute))


def pose(week: WeekPlan, visits: Iterable[Visit], now: Now, held: int = 0) -> Posed:
    """Return the problem of a week with these visits, as it is at a day and minute.

    Visits that are done, that somebody fixed, or whose time has passed stay where they are; the
    one that is ``held`` keeps its day.

    Raises
    ------
    CannotPlan
        Where there is nothing to place, or no home to start from.
    """
    rows = [row for row in visits if row.state != Visit.State.CANCELLED]
    places = places_of({row.account_id for row in rows})
    rows = [row for row in rows if row.account_id in places]
    if not rows or week.person.home_lon is None:
        raise CannotPlan
    rows.sort(key=lambda row: (row.day or date.max, row.starts or time.max, row.pk or 0))
    kept = [row for row in rows if _stays(row, week.starts, now)]
    group = groups(read(_file(week, rows, places)))[0]
    number = {int(one.id): i for i, one in enumerate(group.accounts)}
    free: dict[int, list[Visit]] = defaultdict(list)
    for row in rows:
        if row not in kept:
            free[row.account_id].append(row)
    posed, _table = problem(group)
    pinned = tuple(
        Appointment(
            0, _day(row, week.starts), minute_of(row.starts), _minutes(row),
            int(posed.accounts.place[number[row.account_id]]), number[row.account_id],
        )
        for row in kept
    )  # fmt: skip

    def planned(row: Visit) -> PlannedVisit:
        begins = minute_of(row.starts)
        day, ends = _day(row, week.starts), begins + _minutes(row)
        return PlannedVisit(number[row.account_id], 0, day, begins, ends)

    loose = [row for own in free.values() for row in own if row.day is not None]
    known = tuple(planned(row) for row in loose)
    locked = tuple(planned(row) for row in loose if held and row.pk == held)
    first = len(posed.appointments)
    whole = replace(posed, appointments=posed.appointments + pinned, locked=locked)
    return Posed(week, group, whole, free, kept, first, known)


def _stays(row: Visit, starts: date, now: Now) -> bool:
    if row.day is None or row.state == Visit.State.LEFT_OUT:
        return False
    return row.is_fixed or row.state == Visit.State.DONE or when(row, starts) < now


def when(row: Visit, starts: date) -> Now:
    """Return the day of the week and the minute at which a visit begins."""
    return _day(row, starts), minute_of(row.starts)


def _day(row: Visit, starts: date) -> int:
    return (row.day - starts).days if row.day else 0


def _minutes(row: Visit) -> float:
    return max(1.0, minute_of(row.ends) - minute_of(row.starts)) if row.ends else row.minutes


def _file(
    week: WeekPlan, rows: list[Visit], places: dict[int, tuple[float, float]]
) -> dict[str, Any]:
    """Return the week in the engine's format, each account once with the visits it is owed."""
    time_of = working([week.person], week.starts)
    rhythms = Rhythms()
    accounts = {row.account_id: row for row in rows}
    own = rhythms.own(accounts)
    usual = VisitCycle(minutes=VisitSettings.current().visit_minutes)
    asked = requests(list(accounts), week.starts)
    owed: dict[int, int] = defaultdict(int)
    for row in rows:
        owed[row.account_id] += 1
    return {
        "format": FORMAT, "starts": week.starts.isoformat(), "weeks": 1,
        "people": [person_of(week.person, time_of)],
        "accounts": [
            {
                "id": str(pk), "name": row.account.name, "lon": places[pk][0],
                "lat": places[pk][1], "people": [str(week.person.pk)], "minutes": row.minutes,
                "cycle": {"visits": owed[pk], "weeks": 1, "least_gap": 1},
                "open": opening(
                    own.get(pk) or rhythms.segments.get(row.account.segment) or usual,
                    _asked_days(row, asked.get(pk), week.starts) if owed[pk] == 1 else "",
                ),
            }
            for pk, row in accounts.items()
        ],
        "appointments": [
            meeting(one, where) for one, where in time_of.meetings[week.person.pk]
            if one.account not in accounts
        ],
    }  # fmt: skip


def _asked_days(row: Visit, request: Request | None, monday: date) -> str:
    """Return the weekdays to which its request holds a visit; none where somebody moved it away."""
    if request is None or row.request_id != request.activity:
        return ""
    days = request.days_in(monday, monday)
    return "".join(str(day.isoweekday()) for day in days) if row.day in [None, *days] else ""
