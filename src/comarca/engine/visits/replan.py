"""Plan again after something changed: what is done stays, and what need not move does not."""

from dataclasses import dataclass, replace

import numpy as np

from comarca.engine.progress import Report
from comarca.engine.visits.model import Appointment, Options, PlannedVisit, Problem, Result
from comarca.engine.visits.solving import plan

QUICK = Options(time_limit=0.2, hot=0.05, cold=0.01)
"""A fifth of a second from the plan that stands, at a temperature that does not shake it up."""


def without_hours(problem: Problem, person: int, day: int, begins: float, ends: float) -> Problem:
    """Return the problem with a person away for part of a day, in minutes after midnight.

    At an edge of the day the hours shrink; in the middle it becomes a break of its own.
    """
    people = problem.people
    opens, closes = people.opens.copy(), people.closes.copy()
    breaks = people.breaks
    a, b = opens[person, day], closes[person, day]
    if np.isnan(a) or ends <= a or begins >= b:
        return problem
    if begins <= a and ends >= b:
        opens[person, day] = closes[person, day] = np.nan
    elif begins <= a:
        opens[person, day] = ends
    elif ends >= b:
        closes[person, day] = begins
    else:
        breaks = np.vstack([breaks, [person, day, begins, begins, ends - begins]])
    # A break that the shorter day no longer reaches would forbid the whole day.
    mine = (breaks[:, 0] == person) & (breaks[:, 1] == day)
    gone = mine & ~((breaks[:, 3] >= opens[person, day]) & (breaks[:, 2] < closes[person, day]))
    changed = replace(people, opens=opens, closes=closes, breaks=breaks[~gone])
    return replace(problem, people=changed)


def replan(
    problem: Problem,
    known: tuple[PlannedVisit, ...],
    now: tuple[int, float] = (0, 0.0),
    options: Options | None = None,
    report: Report | None = None,
    slept: tuple[tuple[int, int, int], ...] = (),
) -> Result:
    """Return a plan near a known one.

    Parameters
    ----------
    problem
        The problem as it is now: hours cut, accounts added, appointments made.
    known
        The visits of the plan that stands.
    now
        Day and minute: visits that began before are done and stay where they were.
    options
        Time or steps; by default 0.2 s.
    slept
        The nights away of the plan that stands (``nights_of``).
    """
    done = [one for one in known if one.appointment < 0 and (one.day, one.start) < now]
    ahead = [one for one in known if one.appointment < 0 and (one.day, one.start) >= now]
    kept = tuple(
        Appointment(
            one.person, one.day, one.start, one.end - one.start,
            int(problem.accounts.place[one.account]), one.account,
        )
        for one in done if one.account >= 0
    )  # fmt: skip
    posed = replace(
        problem, appointments=problem.appointments + kept, published=tuple(ahead), slept=slept
    )
    return plan(posed, options or QUICK, report)


def nights_of(problem: Problem, result: Result) -> tuple[tuple[int, int, int], ...]:
    """Return a plan's nights away as rows of person, day and place."""
    return tuple(
        (one.person, one.day, one.end_place)
        for one in result.days
        if one.end_place != int(problem.people.home_end[one.person])
    )


@dataclass(frozen=True)
class Difference:
    """What a new plan changes in a known one, as pairs of account and day."""

    kept: frozenset[tuple[int, int]]
    moved: frozenset[tuple[int, int]]
    dropped: frozenset[tuple[int, int]]
    added: frozenset[tuple[int, int]]

    @property
    def share_kept(self) -> float:
        """Return the share of known visits that keep their day; 1 where there were none."""
        known = len(self.kept) + len(self.moved) + len(self.dropped)
        return len(self.kept) / known if known else 1.0


def difference(known: tuple[PlannedVisit, ...], planned: tuple[PlannedVisit, ...]) -> Difference:
    """Return which visits keep their day, move, fall away or are new."""
    before = {(one.account, one.day) for one in known if one.account >= 0}
    after = {(one.account, one.day) for one in planned if one.account >= 0}
    still = {account for account, _ in after - before}
    gone, new = before - after, after - before
    moved = frozenset(one for one in gone if one[0] in still)
    back = {account for account, _ in moved}
    return Difference(
        frozenset(before & after), moved, frozenset(gone) - moved,
        frozenset(one for one in new if one[0] not in back),
    )  # fmt: skip
