"""Plan the visits of one person, or of people who share accounts."""

import time
from collections.abc import Callable

from comarca.engine import VERSION
from comarca.engine.progress import Report
from comarca.engine.visits.build import build
from comarca.engine.visits.cost import cost
from comarca.engine.visits.explain import explain
from comarca.engine.visits.model import Options, Problem, Result
from comarca.engine.visits.schedule import schedule
from comarca.engine.visits.search import search
from comarca.engine.visits.validate import validate


def plan(
    problem: Problem,
    options: Options | None = None,
    report: Report | None = None,
    clock: Callable[[], float] = time.thread_time,
) -> Result:
    """Return who visits whom on which day and when, and what found no room.

    Parameters
    ----------
    problem
        People, accounts, appointments and travel; see ``Problem``.
    options
        Seed, steps or time, and charges.
    report
        Called with the share done some times a second; returning False stops the search, and the
        best plan so far is the answer.
    clock
        What counts seconds: the CPU time of this thread, so that other work on the machine does
        not thin the plan out; ``time.monotonic`` counts those of the wall.

    Raises
    ------
    InvalidWeek
        Where the problem cannot be planned; ``where`` names the array and index.

    Examples
    --------
    >>> import numpy as np
    >>> from comarca.engine.visits import Accounts, Options, People, Problem, plan
    >>> people = People(np.array([0]), np.array([0]), np.array([[480.0]]), np.array([[1020.0]]))
    >>> accounts = Accounts(np.array([1, 2]), np.array([1, 1]), np.array([30.0, 45.0]))
    >>> drive = np.array([[0.0, 20, 30], [20, 0, 15], [30, 15, 0]])
    >>> week = Problem(drive, drive, np.array([0]), people, accounts)
    >>> plan(week, Options(steps=100, time_limit=None)).cost["travel"]
    65.0
    """
    options = options or Options()
    validate(problem, options)
    begun = clock()
    built = build(problem, options)
    found = search(built, problem, options, report, clock)
    days = schedule(problem, built, found.best)
    return Result(
        days=days,
        left_out=explain(problem, built, found, days),
        cost=cost(problem, options, days),
        stopped=found.stopped,
        steps=found.steps,
        seed=options.seed,
        version=VERSION,
        seconds=clock() - begun,
    )
