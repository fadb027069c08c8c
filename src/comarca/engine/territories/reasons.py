"""Why each unit that changes territory does so: one reason, the strongest."""

from collections.abc import Iterator

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.problem import Floats, Ints, Problem
from comarca.engine.territories.result import Reason
from comarca.engine.territories.violations import gone

SMALL = 0.001
"""Share of a mean territory below which a unit's work explains nothing."""


def reasons(
    problem: Problem, territory: Ints, centres: Floats, container: Ints
) -> tuple[Reason, ...]:
    """Return one reason for each unit that leaves the territory it is in today.

    A lock comes first; then the measure its old territory had most too much of, or its new one
    too little; then the distance saved; what is left joins or straightens its new territory.
    """
    if problem.current is None:
        return ()
    moved = np.flatnonzero(gone(problem, territory))
    return tuple(_reason(problem, u, moved_to, away, centres) for u, moved_to, away in _each(
        problem, moved.tolist(), territory, container
    ))  # fmt: skip


Deviations = dict[str, tuple[Floats, Floats]]


def _each(
    problem: Problem, moved: list[int], territory: Ints, container: Ints
) -> Iterator[tuple[int, int, Deviations]]:
    """Give each moved unit with today's deviation of every territory, and its mean."""
    today: Deviations = {}
    known = np.asarray(problem.current) >= 0
    for name, values in problem.measures.items():
        load = sums(np.asarray(problem.current)[known], values[known], len(container))
        mean = (sums(container, load) / np.maximum(np.bincount(container), 1))[container]
        today[name] = (load / np.maximum(mean, 1e-12) - (mean > 0), mean)
    for u in moved:
        yield u, int(territory[u]), today


def _reason(problem: Problem, u: int, after: int, today: Deviations, centres: Floats) -> Reason:
    before = int(np.asarray(problem.current)[u])
    if problem.locks is not None and problem.locks[u] == after:
        return Reason(u, before, after, "locked")
    best = Reason(u, before, after, "joins")
    strongest = 0.0
    for name, (away, mean) in today.items():
        share = float(problem.measures[name][u] / max(mean[before], 1e-12))
        if share < SMALL:
            continue
        if away[before] > max(strongest, 0.01):
            best, strongest = Reason(u, before, after, "relieves", name, share), away[before]
        if -away[after] > max(strongest + 1e-9, 0.01):
            best, strongest = Reason(u, before, after, "fills", name, share), -away[after]
    if strongest:
        return best
    saved = _far(problem, u, centres[before]) - _far(problem, u, centres[after])
    return Reason(u, before, after, "nearer", "", saved) if saved > 0 else best


def _far(problem: Problem, u: int, centre: Floats) -> float:
    return float(np.linalg.norm(problem.xy[u] - centre))
