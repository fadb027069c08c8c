"""Divide units into balanced, whole, compact territories."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from comarca.engine.progress import Clock, Report
from comarca.engine.territories.answer import answer
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.bound import Bound, median_bound, together
from comarca.engine.territories.components import Task, tasks
from comarca.engine.territories.exact import MOST_UNITS, exact
from comarca.engine.territories.free_service import serve_freely, served_freely
from comarca.engine.territories.naming import named_as_today
from comarca.engine.territories.params import DEFAULTS, SearchParams
from comarca.engine.territories.problem import Ints, Options, Problem
from comarca.engine.territories.result import Result
from comarca.engine.territories.solve import Run, solve
from comarca.engine.territories.subproblem import subproblem
from comarca.engine.territories.validate import (
    check,
    check_containers,
    check_options,
    check_start,
    check_units,
)

Watch = Callable[[Ints], None]
"""Called with the best division so far, ``(n,)``, whenever a better one is found."""


def align(
    problem: Problem,
    options: Options,
    report: Report | None = None,
    *,
    start: Ints | None = None,
    watch: Watch | None = None,
    params: SearchParams = DEFAULTS,
) -> Result:
    """Divide units into territories.

    Minimises the sum of weight x distance to the territory's centre, subject to the tolerance of
    every measure, contiguity, locks, forbidden pairs, groups and containers. Balance comes from
    the start (soft balanced clusters, or prices on fixed homes), compactness and the last percent
    from annealing over the borders with a ramped penalty and from recutting pairs.

    Parameters
    ----------
    problem
        Units, measures and borders; see :class:`Problem`.
    options
        How to divide; see :class:`Options`.
    report
        Called with the share done and a message; returning False stops with the best so far.
    start
        A division to go on from, shape ``(n,)``: the answer is never worse.
    watch
        Called with the best division so far, now and then while the search goes on.
    params
        The numbers of the search; see :class:`SearchParams`.

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
    check(problem, options, int(counts.sum()))
    container = np.repeat(np.arange(len(counts)), counts)
    check_containers(problem, container)
    if start is not None:
        check_start(problem, start, container)
    clock = Clock(options.time_limit, report)
    if served_freely(problem, options):
        territory = serve_freely(problem, options, counts, params, clock)
        bound = Bound()
    else:
        divided = _Divided(problem, options, clock, params, start, watch)
        territory, bound = divided.by(list(tasks(problem, counts)))
    territory = named_as_today(problem, territory, container)
    found = answer(problem, options, territory, container, bound, clock.stopped or "done")
    if bound.value is None and options.prove and not clock.stopped:
        best = median_bound(problem, options, len(container), found.cost["distance"])
        found = replace(found, bound=best.value, bound_kind=best.kind)
    return found


class _Divided:
    """One task after the other, each put in its place."""

    def __init__(
        self, problem: Problem, options: Options, clock: Clock, params: SearchParams,
        start: Ints | None, watch: Watch | None,
    ) -> None:  # fmt: skip
        self.problem, self.options, self.clock, self.params = problem, options, clock, params
        self.start, self.watch = start, watch
        self.territory = np.full(problem.size, -1, dtype=np.int64)

    def by(self, todo: list[Task]) -> tuple[Ints, Bound]:
        """Divide every task; return all of it, and the bound where each is proven."""
        proven: list[Bound] = []
        done = 0
        for task in todo:
            span = len(task.units) / self.problem.size
            proven.append(self._one(task, _share(done / self.problem.size, span)))
            done += len(task.units)
        # lands divided apart are proven only for the numbers they were apportioned
        containers = 1 if self.problem.container is None else len(set(self.problem.container))
        return self.territory, together(proven) if len(todo) == containers else Bound()

    def _one(self, task: Task, share: Callable[[float], float]) -> Bound:
        found = self._exactly(task)
        if found is not None:
            return found
        sub, member = subproblem(self.problem, self.options, task, params=self.params)
        begun = None
        if self.start is not None:
            first = np.zeros(sub.size, dtype=np.int64)
            first[member] = self.start[task.units] - task.first
            begun = first

        def shown(terr: Ints) -> None:
            self.territory[task.units] = terr[member] + task.first
            if self.watch is not None and (self.territory >= 0).all():
                self.watch(self.territory.copy())

        whole_run = Run(self.params, self.options.seed + task.first, self.clock, share, shown)
        divided, proven = solve(sub, whole_run, begun)
        self.territory[task.units] = divided[member] + task.first
        return proven

    def _exactly(self, task: Task) -> Bound | None:
        """Divide a very small task by looking at every division; None where it is too large."""
        if len(task.units) > MOST_UNITS or not self.clock.go_on(0.0):
            return None
        plain, _ = subproblem(self.problem, self.options, task, merging=False)
        found = exact(plain, self.params)
        if found is None:
            return None
        self.territory[task.units] = found[0] + task.first
        return found[1]


def _share(begun: float, span: float) -> Callable[[float], float]:
    """Return what share of all is done when a share of one task is."""
    return lambda done: begun + span * done
