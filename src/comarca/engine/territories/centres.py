"""Where a territory is served from: its middle, or its best unit; one home for both."""

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.problem import Floats, Ints

CANDIDATES = 200
"""Units around the middle among which the median is looked for."""
TINY = 1e-9


def centres_of(
    xy: Floats, weight: Floats, territory: Ints, k: int, *, median: bool = False,
    capacity: Floats | None = None,
) -> Floats:  # fmt: skip
    """Return the weighted middle of each territory, or its median unit, ``(k, 2)``.

    Examples
    --------
    >>> line = np.array([[0.0, 0], [1, 0], [5, 0]])
    >>> centres_of(line, np.ones(3), np.zeros(3, dtype=int), 1, median=True).tolist()
    [[1.0, 0.0]]
    """
    mass = weight + TINY
    inside = np.maximum(sums(territory, mass, k), 1e-12)
    centres = np.column_stack([sums(territory, mass * xy[:, a], k) / inside for a in range(2)])
    if median:
        order = np.argsort(territory, kind="stable")
        edges = np.searchsorted(territory[order], np.arange(k + 1))
        for t in range(k):
            mine = order[edges[t] : edges[t + 1]]
            if len(mine):
                centres[t] = xy[median_unit(xy, mass, mine, centres[t], capacity)]
    return centres


def median_unit(
    xy: Floats, weight: Floats, units: Ints, middle: Floats, capacity: Floats | None = None
) -> int:
    """Return the unit all others of a territory are nearest to; one with room where caps count."""
    away = np.linalg.norm(xy[units] - middle, axis=1)
    near = units
    if len(units) > CANDIDATES:
        near = units[np.argpartition(away, CANDIDATES)[:CANDIDATES]]
    cost = weight[units] @ np.linalg.norm(xy[units][:, None] - xy[near][None], axis=2)
    if capacity is not None:
        over = np.maximum(weight[units].sum() - capacity[near] - 1e-6, 0)
        cost = cost + over * 1e9
    return int(near[int(np.argmin(cost))])
