"""Very small maps are not searched: every division is looked at."""

from math import comb, factorial

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.bound import Bound
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.problem import Ints
from comarca.engine.territories.search.enumerate import NEVER, best_division
from comarca.engine.territories.search.records import Limits
from comarca.engine.territories.subproblem import Subproblem

MOST_UNITS = 30


def exact(sub: Subproblem, params: SearchParams) -> tuple[Ints, Bound] | None:
    """Return the best division and, where it meets every limit, its cost at the homes as a proof.

    None where the map is too large, where units count without contiguity or under a capacity, or
    where no division keeps every territory whole.
    """
    by_travel = sub.travel is not None
    if sub.size > MOST_UNITS or not sub.contiguous or sub.capacity is not None or by_travel:
        return None
    alike = (
        not sub.by_home and not sub.forbidden.size and bool((sub.locks < 0).all())
        and not sub.starts_from_current
    )  # fmt: skip
    allowed = np.ones((sub.size, sub.k), dtype=bool)
    if sub.forbidden.size:
        allowed &= ~sub.forbidden
    held = np.flatnonzero(sub.locks >= 0)
    allowed[held] = False
    allowed[held, sub.locks[held]] = True
    group = np.where(sub.group >= 0, sub.group, sub.group.max(initial=-1) + 1 + np.arange(sub.size))
    _, digit = np.unique(group, return_inverse=True)
    free = np.ones((int(digit.max()) + 1, sub.k), dtype=bool)
    np.logical_and.at(free, digit, allowed)
    if not free.any(axis=1).all() or _count(free, alike=alike) > params.exact_divisions:
        return None
    graph = sub.graph
    adjacent = np.zeros(sub.size, dtype=np.int64)
    np.bitwise_or.at(adjacent, graph.source, np.int64(1) << graph.other)
    limits = Limits(sub.mean, sub.tolerance, np.full(sub.k, NEVER), 0, sub.most_moved)
    table = np.zeros((0, 0)) if sub.table is None else sub.table
    terr, excess, cost = best_division(
        graph, adjacent, sub.xy, sub.weights, limits, sub.current, free,
        np.asarray(digit, dtype=np.int64), table,
        sub.options.distance == "median", sub.options.moved_weight, alike,
    )  # fmt: skip
    if excess >= NEVER:
        return None
    proven = excess <= 0 and sub.options.moved_weight == 0
    return terr, Bound(float(cost), "exact") if proven else Bound()


def _count(allowed: NDArray[np.bool_], *, alike: bool) -> float:
    """Return how many divisions there are to look at (Stirling's number where all are alike)."""
    if not alike:
        return float(np.prod(allowed.sum(axis=1, dtype=np.float64)))
    n, k = allowed.shape
    ways = sum((-1) ** (k - j) * comb(k, j) * j**n for j in range(k + 1))
    return float(ways // factorial(k)) * 2
