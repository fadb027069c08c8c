"""Plan a week again after a change, show what it costs and moves, and write it down."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comarca.base.events import record
from comarca.engine.visits.model import Options, Problem, Result
from comarca.engine.visits.replan import QUICK, replan, without_hours
from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.drafts import clock, figures, share
from comarca.visits.planning.posing import CannotPlan, Now, Posed, now_in, pose, when

STEPS = 600  # the same steps and seed give the same week, so that what is shown is what is done
AGAIN: Options = replace(QUICK, steps=STEPS, time_limit=5.0)
MOST_TOLD = 40  # moves in one event
Hours = Callable[[Problem], Problem]


class ChangedMeanwhile(Exception):
    """Somebody else changed the week after the cost was shown; nothing was written."""


@dataclass(frozen=True)
class Shift:
    """One visit that moves: from when to when; None is no place in the week."""

    visit: Visit
    before: tuple[date, time] | None
    after: tuple[date, time] | None
    reason: str = ""


@dataclass
class Change:
    """A week planned again: its days, what moves, and what it costs beside what stood."""

    week: WeekPlan
    posed: Posed
    result: Result
    now: Now
    shifts: list[Shift] = field(default_factory=list)

    @property
    def days(self) -> list[dict[str, Any]]:
        """Return the days' figures: those that have passed as they were, then the new ones."""
        today = self.week.starts + timedelta(days=self.now[0])
        past = [one for one in self.week.days if one["day"] < today.isoformat()]
        new = [figures(one, self.week.starts) for one in self.result.days]
        return past + [one for one in new if one["day"] >= today.isoformat()]

    def difference(self, figure: str) -> float:
        """Return by how much the week's ``km``, ``driving`` or ``visiting`` grows."""
        return float(sum(one.get(figure, 0.0) for one in self.days)) - self.week.total(figure)

    @property
    def lost(self) -> list[Shift]:
        """Return the visits that find no room any more."""
        return [one for one in self.shifts if one.after is None]

    @property
    def moved(self) -> list[Shift]:
        """Return the visits that get another time."""
        return [one for one in self.shifts if one.after is not None]


def settle(
    week: WeekPlan, visits: list[Visit], moment: datetime | None = None,
    hours: Hours | None = None, held: int = 0,
) -> Change:  # fmt: skip
    """Plan a week again with these visits; nothing is written.

    Parameters
    ----------
    visits
        Every visit of the week, with the changes that are asked for already made.
    hours
        Takes working time out of the problem, where somebody is away.
    held
        The visit that keeps its day, at whatever time of it.

    Raises
    ------
    CannotPlan
        Where there is nothing to place.
    """
    now = now_in(week, moment)
    posed = pose(week, visits, now, held)
    problem = _from_now_on(posed, now)
    problem = hours(problem) if hours else problem
    result = replan(problem, posed.known, (0, 0.0), AGAIN)
    change = Change(week, posed, result, now)
    change.shifts = list(_shifts(change))
    return change


def _from_now_on(posed: Posed, now: Now) -> Problem:
    """Return the problem with what may move open only in the time to come."""
    problem = posed.problem
    rows = problem.accounts.windows
    if rows is None or now == (0, 0.0):
        return problem
    rows, number = rows.copy(), posed.number
    free = np.isin(rows[:, 0], [number[account] for account in posed.free])
    today = free & (rows[:, 1] == now[0])
    rows[today, 2] = np.maximum(rows[today, 2], now[1])
    gone = free & ((rows[:, 1] < now[0]) | (rows[:, 2] >= rows[:, 3]))
    return replace(problem, accounts=replace(problem.accounts, windows=rows[~gone]))


def away(day: date, begins: float, ends: float) -> Callable[[WeekPlan], Hours]:
    """Return what takes time from a minute to a minute of a day out of a week."""

    def of(week: WeekPlan) -> Hours:
        number = (day - week.starts).days

        def hours(problem: Problem) -> Problem:
            if not 0 <= number < len(problem.weekday):
                return problem
            busy = [
                one.start + one.minutes for one in problem.appointments
                if one.day == number and one.start < begins
            ]  # fmt: skip
            since = max([begins, *busy])
            if ends <= since:
                return problem
            rest = _lunch_elsewhere(problem, number, since, ends)
            return without_hours(rest, 0, number, since, ends)

        return hours

    return of


def _lunch_elsewhere(problem: Problem, day: int, begins: float, ends: float) -> Problem:
    """Drop a break that could only be taken while away: being away is break enough."""
    rows = problem.people.breaks
    inside = (rows[:, 1] == day) & (rows[:, 2] + rows[:, 4] > begins) & (rows[:, 3] < ends)
    return replace(problem, people=replace(problem.people, breaks=rows[~inside]))


def _shifts(change: Change) -> Any:
    """Yield what gets another time than it has in the database."""
    before = {row.pk: row for row in Visit.objects.filter(week=change.week) if row.pk}
    placed = _placed(change)
    lost = {change.posed.group.accounts[o.account].id: o.reason for o in change.result.left_out
            if o.account >= 0}  # fmt: skip
    for row in [*change.posed.kept, *(one for own in change.posed.free.values() for one in own)]:
        old = before.get(row.pk or 0)
        was = (old.day, old.starts) if old and old.day and old.starts else None
        after = placed.get(id(row), (None, None, 0, 0.0))[:2]
        now = (after[0], after[1]) if after[0] and after[1] else None
        if was != now and _matters(was, now):
            yield Shift(row, was, now, "" if now else lost.get(str(row.account_id), "no_room"))


def _matters(was: Any, now: Any) -> bool:
    """Return whether a person would call it another time: not the five minutes of a detour."""
    if was is None or now is None or was[0] != now[0]:
        return True
    return abs(_minute(was[1]) - _minute(now[1])) >= 5


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _placed(change: Change) -> dict[int, tuple[date, time, int, float]]:
    """Return when each visit takes place, by the identity of its row: day, time, order, travel."""
    posed, found = change.posed, {}
    waiting = {account: list(own) for account, own in posed.free.items()}
    for route in sorted(change.result.days, key=lambda one: one.day):
        day = change.week.starts + timedelta(days=route.day)
        for i, stop in enumerate(route.stops):
            if stop.appointment >= posed.first_kept:
                row = posed.kept[stop.appointment - posed.first_kept]
            elif stop.account >= 0 and stop.appointment < 0:
                own = waiting[int(posed.group.accounts[stop.account].id)]
                if not own:
                    continue
                row = own.pop(0)
            else:
                continue
            at = row.starts if row in posed.kept and row.starts else clock(stop.start)
            found[id(row)] = (day, at, i + 1, share(route))
    for row in posed.kept:
        # What is done or past stays where it was, also where the day has no room for it any more.
        is_over = row.state == Visit.State.DONE or when(row, change.week.starts) < change.now
        if row.day and row.starts and is_over:
            found.setdefault(id(row), (row.day, row.starts, row.order, row.travel))
    return found


@transaction.atomic
def write(change: Change, actor: Person | None, why: str = "") -> None:
    """Write a week that was planned again, and tell what moved.

    Raises
    ------
    ChangedMeanwhile
        If the week is not as it was when the change was worked out.
    """
    week = change.week
    fresh = WeekPlan.objects.filter(pk=week.pk, version=week.version)
    if not fresh.update(days=change.days, version=F("version") + 1):
        raise ChangedMeanwhile
    placed = _placed(change)
    for row in [*change.posed.kept, *(one for own in change.posed.free.values() for one in own)]:
        _put(row, placed.get(id(row)), week, change)
    told = {
        "starts": week.starts.isoformat(),
        "moved": [_told(one) for one in change.shifts[:MOST_TOLD]],
        **({"why": why} if why else {}),
    }
    record(week, "week_changed", actor=actor, after=told, state=week.state, person=week.person_id)


def _put(
    row: Visit, place: tuple[date, time, int, float] | None, week: WeekPlan, change: Change
) -> None:
    row.week = week
    if row.state == Visit.State.DONE:
        return
    if place is None:
        reason = {int(change.posed.group.accounts[o.account].id): o for o in change.result.left_out
                  if o.account >= 0}.get(row.account_id)  # fmt: skip
        row.state, row.day, row.starts, row.ends = Visit.State.LEFT_OUT, None, None, None
        row.is_fixed = False
        row.reason = reason.reason if reason else "no_room"
        row.reason_data = dict(reason.parameters) if reason else {}
    else:
        day, starts, order, travel = place
        ends = datetime.combine(day, starts) + timedelta(minutes=row.minutes)
        row.state, row.reason, row.reason_data = Visit.State.PLANNED, "", {}
        row.day, row.starts, row.order, row.travel = day, starts, order, travel
        row.ends = ends.time() if ends.date() == day else time(23, 59)
    row.version += 1
    row.save()


def _told(one: Shift) -> str:
    """Return one move as history keeps it, in no language."""

    def said(when: tuple[date, time] | None) -> str:
        return f"{when[0].isoformat()} {when[1]:%H:%M}" if when else "–"

    return f"{one.visit.account.name}: {said(one.before)} → {said(one.after)}"


def visits_of(week: WeekPlan) -> list[Visit]:
    """Return every visit of a week, ready to be changed."""
    return list(week.visits.select_related("account").order_by("day", "order", "pk"))


def is_past(week: WeekPlan, day: date) -> bool:
    """Return whether a day of a week can no longer be planned."""
    return day < timezone.localdate()


__all__ = [
    "CannotPlan", "Change", "ChangedMeanwhile", "Shift", "away", "is_past", "settle", "visits_of",
    "write",
]  # fmt: skip
