"""Pose the team's week to the engine, and write its answer into drafts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction

from comarca.base.events import record
from comarca.engine.visits.files.groups import Group, groups, problem
from comarca.engine.visits.files.week import FORMAT, read
from comarca.engine.visits.many import Planned, plan_group, tasks
from comarca.engine.visits.model import DayRoute, LeftOut, Options
from comarca.team.models import Person
from comarca.visits.models import Rhythm, Visit, WeekPlan
from comarca.visits.planning.by_hand import by_hand
from comarca.visits.planning.due import Due, due
from comarca.visits.planning.working import NAMES, Working, meeting, working

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
    asked = week_file(able, owed, monday)
    if not asked["accounts"]:
        raise NothingToPlan
    posed = groups(read(asked))
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


def week_file(people: Sequence[Person], owed: Iterable[Due], monday: date) -> dict[str, Any]:
    """Return the week in the engine's own format (``docs/guide/visits-en.md``).

    Whoever has a fixed appointment in the week is not visited a second time.
    """
    time_of = working(people, monday)
    agreed = time_of.agreed()
    return {
        "format": FORMAT, "starts": monday.isoformat(), "weeks": 1,
        "people": [person_of(p, time_of) for p in people],
        "accounts": [_account(one) for one in owed if one.account not in agreed],
        "appointments": [
            meeting(one, where) for p in people for one, where in time_of.meetings[p.pk]
        ],
    }  # fmt: skip


def person_of(person: Person, time_of: Working) -> dict[str, Any]:
    """Return one person as the engine's file has them."""
    return {
        "id": str(person.pk), "name": person.name,
        "home": {"lon": person.home_lon, "lat": person.home_lat},
        "hours": time_of.hours, "breaks": time_of.breaks, "absences": time_of.absences[person.pk],
    }  # fmt: skip


def opening(cycle: Rhythm) -> dict[str, list[str]]:
    """Return when an account of a cycle receives visits, by weekday."""
    span = f"{cycle.opens:02d}:00-{cycle.closes:02d}:00"
    return {NAMES[int(digit) - 1]: [span] for digit in sorted(set(cycle.weekdays))}


def _account(one: Due) -> dict[str, Any]:
    return {
        "id": str(one.account), "name": one.name, "class": one.segment,
        "lon": one.lon, "lat": one.lat, "people": [str(one.person)], "minutes": one.cycle.minutes,
        "cycle": {"visits": one.visits, "weeks": 1}, "open": opening(one.cycle),
    }  # fmt: skip


def _write(people: dict[str, Person], one: Planned, monday: date, actor: Person | None) -> WeekPlan:
    """Put one person's plan in place of their draft."""
    person = people[one.group.people[0].id]
    old = WeekPlan.objects.filter(person=person, starts=monday).first()
    WeekPlan.objects.filter(person=person, starts=monday, state=WeekPlan.State.DRAFT).delete()
    week = WeekPlan.objects.create(
        person=person,
        starts=monday,
        days=[figures(day, monday) for day in one.result.days],
        instructions=old.instructions if old else "",
        by_hand=by_hand(problem(one.group)[0]),
    )
    rows = [row for day in one.result.days for row in _stops(week, one, day, monday)]
    rows += [_left(week, one, out) for out in one.result.left_out if out.account >= 0]
    Visit.objects.bulk_create(rows)
    told = {"starts": monday.isoformat(), "visits": sum(row.day is not None for row in rows)}
    record(week, "created", actor=actor, after=told)
    return week


def figures(day: DayRoute, monday: date) -> dict[str, Any]:
    """Return a day's figures as a week keeps them: minutes and kilometres."""
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
            minutes=round(stop.end - stop.start), order=i + 1, travel=share(day),
        )
        for i, stop in enumerate(day.stops) if stop.account >= 0
    ]  # fmt: skip


def share(day: DayRoute) -> float:
    """Return each stop's share of a day's driving, in minutes."""
    return round(day.driving / len(day.stops), 1) if day.stops else 0.0


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
