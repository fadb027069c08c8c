"""Pose the team's week to the engine, and write its answer into drafts."""

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction

from comarca.activities.models import Absence
from comarca.base.events import record
from comarca.engine.visits.files.groups import Group, groups
from comarca.engine.visits.files.week import FORMAT, read
from comarca.engine.visits.many import Planned, plan_group, tasks
from comarca.engine.visits.model import DayRoute, LeftOut, Options
from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.due import Due, due

HOURS = {"mon-fri": ["08:00-18:00"]}
LUNCH = {"days": "mon-fri", "from": "13:00", "to": "15:30", "minutes": 60}
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SECONDS_EACH = 1.0  # of search for each person
Report = Callable[[float, str], bool]


class NothingToPlan(Exception):
    """Nobody has a home on the map, or no cycle asks for a visit."""


def propose(
    people: Iterable[Person], monday: date, actor: Person | None, report: Report | None = None,
    seconds_each: float | None = None,
) -> list[WeekPlan]:  # fmt: skip
    """Plan a week for everybody who has none published; what was a draft is replaced.

    Raises
    ------
    NothingToPlan
        Where nobody can be planned.
    """
    published = WeekPlan.objects.filter(starts=monday, state=WeekPlan.State.PUBLISHED)
    taken = set(published.values_list("person", flat=True))
    able = [p for p in people if p.pk not in taken and p.home_lon is not None]
    owed = list(due([p.pk for p in able], monday)) if able else []
    if not owed:
        raise NothingToPlan
    posed = groups(read(week_file(able, owed, monday)))
    options = Options(time_limit=(seconds_each or SECONDS_EACH) * len(posed))
    planned = list(_in_turn(posed, options, report))
    by_id = {str(p.pk): p for p in able}
    with transaction.atomic():
        return [_write(by_id, one, monday, actor) for one in planned if one.group.accounts]


def _in_turn(posed: list[Group], options: Options, report: Report | None) -> Iterable[Planned]:
    """Plan one group after another in the worker; stop where ``report`` says so."""
    for i, task in tasks(posed, options, 1).items():
        if report is not None and report(i / len(posed), "") is False:
            return
        yield plan_group(task)


def week_file(people: Iterable[Person], owed: Iterable[Due], monday: date) -> dict[str, Any]:
    """Return the week in the engine's own format (``docs/guide/visits-en.md``)."""
    away = Absence.objects.filter(
        person__in=[p.pk for p in people], archived_at=None,
        first_day__lt=monday + timedelta(days=7), back_on__gt=monday,
    )  # fmt: skip
    absences: dict[int, list[dict[str, str]]] = {}
    for one in away:
        span = {"from": one.first_day.isoformat(), "to": one.back_on.isoformat()}
        absences.setdefault(one.person_id, []).append(span)
    return {
        "format": FORMAT, "starts": monday.isoformat(), "weeks": 1,
        "people": [
            {
                "id": str(p.pk), "name": p.name, "home": {"lon": p.home_lon, "lat": p.home_lat},
                "hours": HOURS, "breaks": [LUNCH], "absences": absences.get(p.pk, []),
            }
            for p in people
        ],
        "accounts": [_account(one) for one in owed],
    }  # fmt: skip


def _account(one: Due) -> dict[str, Any]:
    span = f"{one.cycle.opens:02d}:00-{one.cycle.closes:02d}:00"
    return {
        "id": str(one.account), "name": one.name, "class": one.cycle.segment,
        "lon": one.lon, "lat": one.lat, "people": [str(one.person)], "minutes": one.cycle.minutes,
        "cycle": {"visits": one.visits, "weeks": 1},
        "open": {NAMES[int(digit) - 1]: [span] for digit in sorted(set(one.cycle.weekdays))},
    }  # fmt: skip


def _write(people: dict[str, Person], one: Planned, monday: date, actor: Person | None) -> WeekPlan:
    """Put one person's plan in place of their draft."""
    person = people[one.group.people[0].id]
    WeekPlan.objects.filter(person=person, starts=monday, state=WeekPlan.State.DRAFT).delete()
    week = WeekPlan.objects.create(
        person=person, starts=monday, days=[_figures(day, monday) for day in one.result.days]
    )
    rows = [row for day in one.result.days for row in _stops(week, one, day, monday)]
    rows += [_left(week, one, out) for out in one.result.left_out]
    Visit.objects.bulk_create(rows)
    told = {"starts": monday.isoformat(), "visits": sum(row.day is not None for row in rows)}
    record(week, "created", actor=actor, after=told)
    return week


def _figures(day: DayRoute, monday: date) -> dict[str, Any]:
    return {
        "day": (monday + timedelta(days=day.day)).isoformat(), "stops": len(day.stops),
        "leaves": f"{clock(day.leaves):%H:%M}", "back": f"{clock(day.back):%H:%M}",
        "driving": round(day.driving, 1), "visiting": round(day.visiting, 1),
        "km": round(day.km, 1),
    }  # fmt: skip


def _stops(week: WeekPlan, one: Planned, day: DayRoute, monday: date) -> list[Visit]:
    return [
        Visit(
            week=week, account_id=int(one.group.accounts[stop.account].id),
            day=monday + timedelta(days=day.day), starts=clock(stop.start), ends=clock(stop.end),
            minutes=round(stop.end - stop.start), order=i + 1,
        )
        for i, stop in enumerate(day.stops) if stop.account >= 0
    ]  # fmt: skip


def _left(week: WeekPlan, one: Planned, out: LeftOut) -> Visit:
    return Visit(
        week=week, account_id=int(one.group.accounts[out.account].id), state=Visit.State.LEFT_OUT,
        reason=out.reason, reason_data=dict(out.parameters),
        minutes=round(one.group.accounts[out.account].minutes),
    )  # fmt: skip


def clock(minutes: float) -> time:
    """Return a time of day to the minute; what would be past midnight ends the day."""
    whole = min(round(minutes), 24 * 60 - 1)
    return time(whole // 60, whole % 60)
