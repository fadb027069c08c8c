"""Pose the team's week to the engine: who is owed a visit, who works when, and what stays."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from comarca.engine.executors import cores, executor
from comarca.engine.visits.files.groups import Group, groups
from comarca.engine.visits.files.week import FORMAT, read
from comarca.engine.visits.many import Planned, plan_all, plan_group, tasks
from comarca.engine.visits.model import Options
from comarca.team.models import Person
from comarca.visits.models import Rhythm, WeekPlan
from comarca.visits.planning.drafts import write_draft
from comarca.visits.planning.due import WEEK, Due, due
from comarca.visits.planning.kept import Kept
from comarca.visits.planning.working import NAMES, Working, meeting, working

SECONDS_EACH = 1.0  # of search for each person
MANY = 12  # people from whom on a second or two for starting processes is worth it
MOST_WORKERS = 4  # processes at a time: each holds some 200 MB
Report = Callable[[float, str], bool]


class NothingToPlan(Exception):
    """Nobody has a home on the map, nothing asks for a visit, or the week has passed."""


def propose(
    people: Iterable[Person], monday: date, actor: Person | None, report: Report | None = None,
    seconds_each: float | None = None, since: date | None = None,
) -> list[WeekPlan]:  # fmt: skip
    """Plan a week for everybody who has none published; what was a draft is replaced.

    What somebody fixed in a draft, and what has been made, stays as it is. ``since``: the first
    day that is planned (the Monday); nothing is put on days before it.

    Raises
    ------
    NothingToPlan
        Where nobody can be planned.
    """
    published = WeekPlan.objects.filter(starts=monday, state=WeekPlan.State.PUBLISHED)
    taken = set(published.values_list("person", flat=True))
    able = [p for p in people if p.pk not in taken and p.home_lon is not None]
    since = max(since or monday, monday)
    if since >= monday + WEEK:
        raise NothingToPlan
    kept = Kept(able, monday, since)
    owed = kept.besides(due([p.pk for p in able], monday, since)) if able else []
    asked = week_file(able, owed, monday, kept, since)
    if not asked["accounts"]:
        raise NothingToPlan
    posed = groups(read(asked))
    planned = _planned(posed, seconds_each or SECONDS_EACH, report)
    by_id, wanted = {str(p.pk): p for p in able}, {one.account: one for one in owed}
    with transaction.atomic():
        return [
            write_draft(by_id[one.group.people[0].id], one, monday, actor, kept, wanted)
            for one in planned if one.group.accounts
        ]  # fmt: skip


def _planned(posed: list[Group], seconds_each: float, report: Report | None) -> list[Planned]:
    """Plan every group; many of them side by side, in processes of their own.

    The answers come in the order of the groups; where ``report`` says stop, the rest is missing.
    """
    workers = min(cores(), MOST_WORKERS) if len(posed) >= MANY else 1
    options = Options(time_limit=seconds_each * len(posed) / workers)
    if workers > 1:
        side_by_side = partial(executor, workers=workers)
        found = list(plan_all(posed, options, side_by_side, workers, report))
        place = {group.people[0].id: number for number, group in enumerate(posed)}
        return sorted(found, key=lambda one: place[one.group.people[0].id])
    return list(_in_turn(posed, options, report))


def _in_turn(posed: list[Group], options: Options, report: Report | None) -> Iterable[Planned]:
    """Plan one group after another in the worker; stop where ``report`` says so."""
    for i, task in tasks(posed, options, 1).items():
        if report is not None and report(i / len(posed), "") is False:
            return
        yield plan_group(task)


def week_file(
    people: Sequence[Person], owed: Iterable[Due], monday: date, kept: Kept, since: date
) -> dict[str, Any]:
    """Return the week in the engine's own format (``docs/guide/visits-en.md``).

    Whoever has a fixed appointment in the week is not visited a second time.
    """
    time_of = working(people, monday)
    agreed = time_of.agreed()
    wanted = [one for one in owed if one.account not in agreed]
    gone = [{"from": monday.isoformat(), "to": since.isoformat()}] if since > monday else []
    for person in people:
        time_of.absences[person.pk] += gone
    return {
        "format": FORMAT, "starts": monday.isoformat(), "weeks": 1,
        "people": [person_of(p, time_of) for p in people],
        "accounts": [
            *(_account(one) for one in wanted),
            *kept.accounts(),
        ],
        "appointments": [
            *(meeting(one, where) for p in people for one, where in time_of.meetings[p.pk]),
            *kept.appointments(),
        ],
    }  # fmt: skip


def person_of(person: Person, time_of: Working) -> dict[str, Any]:
    """Return one person as the engine's file has them."""
    return {
        "id": str(person.pk), "name": person.name or person.email,
        "home": {"lon": person.home_lon, "lat": person.home_lat},
        "hours": time_of.hours, "breaks": time_of.breaks, "absences": time_of.absences[person.pk],
    }  # fmt: skip


def opening(cycle: Rhythm, weekdays: str = "") -> dict[str, list[str]]:
    """Return when an account of a cycle receives visits, by weekday."""
    span = f"{cycle.opens:02d}:00-{cycle.closes:02d}:00"
    return {NAMES[int(digit) - 1]: [span] for digit in sorted(set(weekdays or cycle.weekdays))}


def _account(one: Due) -> dict[str, Any]:
    worth = {} if one.value is None else {"optional": True, "value": one.value}
    return {
        "id": str(one.account), "name": one.name, "class": one.segment,
        "lon": one.lon, "lat": one.lat, "people": [str(one.person)], "minutes": one.cycle.minutes,
        "cycle": {"visits": one.visits, "weeks": 1}, "open": opening(one.cycle, one.weekdays),
        **worth,
    }  # fmt: skip
