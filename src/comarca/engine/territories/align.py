"""Divide units into balanced, whole, compact territories."""

from collections.abc import Callable

import numpy as np

from comarca.engine.progress import Clock, Report
from comarca.engine.territories.answer import answer
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.components import tasks
from comarca.engine.territories.params import DEFAULTS, SearchParams
from comarca.engine.territories.problem import Options, Problem
from comarca.engine.territories.result import Result
from comarca.engine.territories.solve import solve
from comarca.engine.territories.subproblem import subproblem
from comarca.engine.territories.validate import check, check_containers, check_options, check_units


def align(
    problem: Problem,
    options: Options,
    report: Report | None = None,
    *,
    params: SearchParams = DEFAULTS,
) -> Result:
    """Divide units into territories.

    Minimises the sum of weight x distance to the territory's centre, subject to the tolerance of
    every measure, contiguity, locks, forbidden pairs, groups and containers. Balance comes from
    the start (recursive bisection and a power diagram, or prices on fixed homes), compactness
    and the last percent from annealing with a ramped penalty.

    Parameters
    ----------
    problem
        Units, measures and borders; see :class:`Problem`.
    options
        How to divide; see :class:`Options`.
    report
        Called with the share done and a message; returning False stops with the best so far.

    Raises
    ------
    InvalidProblem
        If the input cannot be divided as asked; the message names the index.

    Examples
    --------
    >>> line = Problem(
    ...     xy=np.array([[0.0, 0], [1, 0], [2, 0], [3, 0]]),
    ...     measures={"work": np.ones(4)},
    ...     edges=np.array([[0, 1], [1, 2], [2, 3]]),
    ... )
    >>> align(line, Options(k=2, tolerance={"work": 0.05})).territory.tolist()
    [0, 0, 1, 1]
    """
    check_units(problem)
    check_options(problem, options)
    counts = apportion(problem, options)
    check(problem, int(counts.sum()))
    container = np.repeat(np.arange(len(counts)), counts)
    check_containers(problem, container)
    clock = Clock(options.time_limit, report)
    territory = np.full(problem.size, -1, dtype=np.int64)
    bound, done = 0.0, 0
    for task in tasks(problem, counts):
        sub, member = subproblem(problem, options, task)
        begun, span = done / problem.size, len(task.units) / problem.size
        found, proven = solve(sub, params, options.seed + task.first, clock, _share(begun, span))
        territory[task.units] = found[member] + task.first
        bound += np.nan if proven is None else proven
        done += len(task.units)
    known = options.distance == "home" and problem.homes is not None and np.isfinite(bound)
    return answer(
        problem, options, territory, container, bound if known else None, clock.stopped or "done"
    )


def _share(begun: float, span: float) -> Callable[[float], float]:
    """Return what share of all is done when a share of one task is."""
    return lambda done: begun + span * done
