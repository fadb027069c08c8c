"""The arrays the compiled search works on, grouped by what they are.

Named tuples, because Numba takes them as they are: nothing is copied and nothing is positional.
``n`` units, ``k`` territories, ``m`` measures, ``h`` half-edges (each border in both directions).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.problem import Floats, Ints

INERTIA, CENTRES, MATRIX = 0, 1, 2
"""How distance is counted: squared to the moving centroid; to standing centres; by a table."""


class Graph(NamedTuple):
    """Which unit touches which.

    The half-edges of unit ``u`` are ``start[u]`` to ``start[u + 1]``; ``other``, ``length``,
    ``source`` (where it starts) and ``reverse`` (the same border seen from the other side) are
    ``(h,)``.
    """

    start: Ints
    other: Ints
    length: Floats
    source: Ints
    reverse: Ints


class Units(NamedTuple):
    """What is known of each unit: place, mass for the distance, measures, and what it may do.

    ``mass`` is the weight of distance with its floor, scaled so that an average territory costs
    1. ``forbidden`` is ``(n, k)`` or ``(0, 0)``; ``table`` the cost of each unit at each centre,
    ``(n, k)``, or ``(0, 0)``.
    """

    xy: Floats
    mass: Floats
    weights: Floats
    free: NDArray[np.bool_]
    current: Ints
    forbidden: NDArray[np.bool_]
    table: Floats


class Limits(NamedTuple):
    """What each territory should hold ``(k, m)``, how far it may stray ``(m,)``, its cap ``(k,)``.

    The cap counts measure ``capped``; ``moved`` is the most of the first measure that may leave its
    current territory.
    """

    mean: Floats
    tolerance: Floats
    cap: Floats
    capped: int
    moved: float


class State(NamedTuple):
    """A division while it changes, and the sums that follow it.

    ``stats`` holds mass, mass x, mass y and mass (x² + y²) of each territory; ``cut`` the
    half-edges between two territories (``size[0]`` of them), ``place`` where each stands in it.
    """

    territory: Ints
    sizes: Ints
    loads: Floats
    stats: Floats
    centres: Floats
    moved: Floats
    cut: Ints
    place: Ints
    size: Ints
    rng: NDArray[np.uint64]


class Scratch(NamedTuple):
    """Room to work in, so that no move allocates."""

    stamp: Ints
    label: Ints
    follow: Ints
    ring: Ints
    group: Ints
    head: Ints
    tail: Ints
    mark: Ints


class Rates(NamedTuple):
    """The prices of one sweep.

    ``soft`` is the share of the tolerance from which imbalance is charged; where ``hard`` is
    true a move that takes any territory (further) out of the tolerance is refused outright.
    """

    kind: int
    temperature: float
    penalty: float
    soft: float
    border: float
    moved: float
    chains: float
    hard: bool
    contiguous: bool


def scratch(n: int, degree: int) -> Scratch:
    """Return room for ``n`` units of at most ``degree`` neighbours."""
    ring = max(degree, 1)

    def ints(size: int) -> Ints:
        return np.zeros(size, dtype=np.int64)

    return Scratch(
        ints(n), ints(n), ints(n), ints(ring), ints(ring), ints(ring), ints(ring), ints(1)
    )
