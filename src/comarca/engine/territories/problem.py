"""What is to be divided, and under which conditions."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Distance = Literal["median", "centroid", "home"]


class InvalidProblem(ValueError):
    """The input cannot be divided as asked; the message names the index at fault."""


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Problem:
    """Units, their measures and borders, and what may not move.

    Parameters
    ----------
    xy
        Representative points in metres, shape ``(n, 2)``.
    measures
        Measures of each unit by name, each of shape ``(n,)``, never negative. The first is the
        weight of the distance.
    edges
        Pairs of unit indices that touch or are linked, shape ``(e, 2)``; None where contiguity
        does not count.
    edge_length
        Shared border in any unit of length, shape ``(e,)``; 0 for a bridge.
    current
        Territory of each unit today, -1 for none, shape ``(n,)``.
    locks
        Territory a unit must stay in, -1 for free, shape ``(n,)``.
    forbids
        Pairs ``(unit, territory)`` that may not be, shape ``(f, 2)``.
    together
        Group of each unit that must stay whole, -1 for none, shape ``(n,)``.
    container
        Container of each unit, 0 to c - 1, shape ``(n,)``; territories never mix two.
    homes
        Fixed centres in metres, shape ``(k, 2)``: territory ``t`` is served from row ``t``.
    capacity
        The most that a territory centred on a unit may hold, shape ``(n,)``.
    capacity_measure
        The measure that the capacity counts; None for the first, which weighs the distance.
    area
        Surface of each unit in any unit of area, shape ``(n,)``: land without work belongs to
        somebody near by it. None guesses it from the lengths of the borders.
    travel
        Travel time or distance in place of the straight line: ``(n, k)`` from each unit to each
        home, or ``(n, n)`` between units where the distance is to the median.
    """

    xy: Floats
    measures: dict[str, Floats]
    edges: Ints | None = None
    edge_length: Floats | None = None
    current: Ints | None = None
    locks: Ints | None = None
    forbids: Ints | None = None
    together: Ints | None = None
    container: Ints | None = None
    homes: Floats | None = None
    capacity: Floats | None = None
    capacity_measure: str | None = None
    area: Floats | None = None
    travel: Floats | None = None

    @property
    def load(self) -> Floats:
        """Return the measure that a capacity counts."""
        if self.capacity_measure is None:
            return self.weight
        return np.asarray(self.measures[self.capacity_measure], dtype=np.float64)

    @property
    def weight(self) -> Floats:
        """Return the first measure, which weighs the distance."""
        return np.asarray(next(iter(self.measures.values())), dtype=np.float64)

    @property
    def size(self) -> int:
        """Return the number of units."""
        return len(self.xy)


@dataclass(frozen=True)
class Options:
    """How to divide.

    Parameters
    ----------
    k
        Number of territories in all; None where homes or ``k_by_container`` say it.
    k_by_container
        Number of territories of each container; None to apportion ``k`` by the first measure.
    tolerance
        Share a territory may deviate from its container's mean, by measure (0.05 is 5 %).
    distance
        ``median`` to the best unit, ``centroid`` to the middle, ``home`` to the fixed centre.
    max_moved
        Most of the first measure (share, 0 to 1) that may leave its current territory.
    moved_weight
        Price of moving everything, in multiples of the whole cost of distance.
    balance
        Balance wished within the tolerance: 1 is as compact as it allows, 0.2 much fairer.
    border_weight
        Price of the length of borders, relative to distance.
    seed, steps, time_limit
        The same seed and steps give the same bytes, however busy the machine; the time limit
        (seconds) only cuts short, and the result says so.
    prove
        Whether to look for a lower bound where the centres are free (about a second).
    """

    k: int | None = None
    k_by_container: tuple[int, ...] | None = None
    tolerance: dict[str, float] = field(default_factory=dict)
    distance: Distance = "centroid"
    max_moved: float | None = None
    moved_weight: float = 0.0
    balance: float = 1.0
    border_weight: float = 0.3
    seed: int = 1
    steps: int | None = None
    time_limit: float | None = None
    prove: bool = True


def edges_of(problem: Problem) -> tuple[Ints, Floats]:
    """Return the borders and their lengths; none where contiguity does not count."""
    edges = np.zeros((0, 2), dtype=np.int64) if problem.edges is None else problem.edges
    edges = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    length = np.ones(len(edges)) if problem.edge_length is None else problem.edge_length
    return edges, np.asarray(length, dtype=np.float64)
