"""Where a territory is served from: its middle, or its best unit; one home for both."""

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.problem import Floats, Ints

CANDIDATES = 200
"""Units around the middle among which the median is looked for."""
TINY = 1e-9
"""Weight added to every unit, so that a territory without any has a middle too."""
TOO_FULL = 1e9
"""Cost of a unit of load that a median has no room for."""


def middles(xy: Floats, weight: Floats, territory: Ints, k: int) -> Floats:
    """Return the weighted middle of each territory, ``(k, 2)``.

    Examples
    --------
    >>> middles(np.array([[0.0, 0], [1, 0]]), np.ones(2), np.zeros(2, dtype=int), 1).tolist()
    [[0.5, 0.0]]
    """
    mass = weight + TINY
    inside = np.maximum(sums(territory, mass, k), 1e-12)
    return np.column_stack([sums(territory, mass * xy[:, a], k) / inside for a in range(2)])


def medians(
    xy: Floats, weight: Floats, territory: Ints, k: int, *, capacity: Floats | None = None,
    load: Floats | None = None, travel: Floats | None = None,
) -> Ints:  # fmt: skip
    """Return the unit each territory is nearest to, ``(k,)``; one with room where caps count.

    Examples
    --------
    >>> line = np.array([[0.0, 0], [1, 0], [5, 0]])
    >>> medians(line, np.ones(3), np.zeros(3, dtype=int), 1).tolist()
    [1]
    """
    middle = middles(xy, weight, territory, k)
    order = np.argsort(territory, kind="stable")
    edges = np.searchsorted(territory[order], np.arange(k + 1))
    answer = np.zeros(k, dtype=np.int64)
    for t in range(k):
        units = order[edges[t] : edges[t + 1]]
        if not len(units):
            continue
        near = _candidates(xy, units, middle[t])
        if travel is None:
            far = np.linalg.norm(xy[units][:, None] - xy[near][None], axis=2)
        else:
            near = units
            far = travel[np.ix_(units, near)]
        cost = (weight[units] + TINY) @ far
        if capacity is not None:
            held = float((weight if load is None else load)[units].sum())
            cost = cost + np.maximum(held - capacity[near] - 1e-6, 0) * TOO_FULL
        answer[t] = near[int(np.argmin(cost))]
    return answer


def _candidates(xy: Floats, units: Ints, middle: Floats) -> Ints:
    if len(units) <= CANDIDATES:
        return units
    away = np.linalg.norm(xy[units] - middle, axis=1)
    return np.asarray(units[np.argpartition(away, CANDIDATES)[:CANDIDATES]])
