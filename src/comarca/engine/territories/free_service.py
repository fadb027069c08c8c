"""Where neither contiguity nor balance counts, only distance to a median with room for all."""

import numpy as np

from comarca.engine.progress import Clock
from comarca.engine.territories.apportion import container_of
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.pmedian import serve
from comarca.engine.territories.problem import Ints, Options, Problem
from comarca.engine.territories.search.medians import Customers


def served_freely(problem: Problem, options: Options) -> bool:
    """Return whether a problem is a capacitated p-median and nothing more."""
    tied = (
        problem.edges, problem.homes, problem.locks, problem.current, problem.forbids,
        problem.together,
    )  # fmt: skip
    return options.distance == "median" and not options.tolerance and all(
        each is None for each in tied
    )  # fmt: skip


def serve_freely(
    problem: Problem, options: Options, counts: Ints, params: SearchParams, clock: Clock
) -> Ints:
    """Return the territory of each unit, container by container."""
    container, first = container_of(problem), 0
    answer = np.zeros(problem.size, dtype=np.int64)
    for c, k in enumerate(counts.tolist()):
        units = np.flatnonzero(container == c)
        capacity = np.full(problem.size, np.inf) if problem.capacity is None else problem.capacity
        travel = np.zeros((0, 0))
        if problem.travel is not None:
            travel = np.ascontiguousarray(problem.travel[np.ix_(units, units)], dtype=np.float64)
        customers = Customers(
            np.ascontiguousarray(problem.xy[units], dtype=np.float64), problem.weight[units],
            problem.load[units], np.asarray(capacity, dtype=np.float64)[units], travel,
            np.ones(len(units), dtype=bool),
        )  # fmt: skip
        found = serve(customers, k, params, options.steps, options.seed + first, clock)
        answer[units] = found.territory + first
        first += k
    return answer
