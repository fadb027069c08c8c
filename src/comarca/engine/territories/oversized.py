"""Units heavier than a territory may hold, to be subdivided before the work begins."""

from dataclasses import dataclass

import numpy as np

from comarca.engine.territories.apportion import apportion, container_of
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.problem import Options, Problem
from comarca.engine.territories.validate import check_units


@dataclass(frozen=True)
class Oversized:
    """A unit, the measure it breaks, what it weighs and what a territory may hold at most."""

    unit: int
    measure: str
    weight: float
    limit: float


def oversized(problem: Problem, options: Options) -> list[Oversized]:
    """Return the units heavier than a territory may hold, heaviest first.

    A container with one territory has none: everything in it belongs together anyway.

    Examples
    --------
    >>> three = Problem(xy=np.zeros((3, 2)), measures={"work": np.array([8.0, 1, 1])})
    >>> oversized(three, Options(k=2, tolerance={"work": 0.05}))[0].unit
    0
    """
    check_units(problem)
    counts = apportion(problem, options)
    container = container_of(problem)
    found = []
    for name, values in problem.measures.items():
        if name not in options.tolerance:
            continue
        total = sums(container, values, len(counts))
        limit = (total / counts * (1 + options.tolerance[name]))[container]
        heavy = (values > limit + 1e-9) & (counts[container] > 1)
        found += [
            Oversized(int(u), name, float(values[u]), float(limit[u]))
            for u in np.flatnonzero(heavy)
        ]
    return sorted(found, key=lambda each: (-each.weight / each.limit, each.unit))
