"""A first division for several measures at once: cut in two, again and again, fair in each.

A line halves two measures of the plane at once (the ham sandwich theorem; Stone and Tukey, *Duke
Mathematical Journal* 9, 1942), so that cuts in the right direction end in parts that hold their
share of both, however differently the measures lie. Clusters balanced by one measure do not: where
cities are rich in one and the country in the other, no moves over borders mend them.
"""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.late_params import SliceParams
from comarca.engine.territories.problem import Floats, Ints

DEFAULTS = SliceParams()


def sliced_start(
    xy: Floats,
    weights: Floats,
    tolerance: Floats,
    k: int,
    seed: int,
    numbers: SliceParams = DEFAULTS,
) -> NDArray[np.int64]:
    """Return a division into k parts with about equal shares of every measure, ``(n,)``.

    Parameters
    ----------
    xy
        Points in metres, ``(n, 2)``.
    weights
        Measures, ``(n, m)``, not negative.
    tolerance
        How far a part may stray from its share, ``(m,)``, above 0.
    k
        Number of parts, at most n.

    Examples
    --------
    >>> line = np.array([[0.0, 0], [1, 0], [9, 0], [10, 0]])
    >>> part = sliced_start(line, np.ones((4, 2)), np.ones(2), 2, 1)
    >>> bool(part[0] == part[1] != part[2] == part[3])
    True
    """
    rng = np.random.default_rng(seed)
    part = np.zeros(len(xy), dtype=np.int64)
    stack = [(np.arange(len(xy)), 0, k)]
    while stack:
        units, first, count = stack.pop()
        part[units] = first
        if count > 1:
            one, other, left = _cut(xy[units], weights[units], tolerance, count, rng, numbers)
            stack.append((units[one], first, left))
            stack.append((units[other], first + left, count - left))
    return part


def _cut(
    xy: Floats,
    weights: Floats,
    tolerance: Floats,
    k: int,
    rng: np.random.Generator,
    numbers: SliceParams,
) -> tuple[Ints, Ints, int]:
    """Return the units on either side of the best cut, and how many parts the first is for."""
    middle, total = xy - xy.mean(axis=0), np.maximum(weights.sum(axis=0), 1e-12)
    best, answer = np.inf, (np.arange(0), np.arange(0), 1)
    turns = np.pi * (np.arange(numbers.directions) + rng.random()) / numbers.directions
    spread = [float((middle @ [np.cos(t), np.sin(t)]).std()) for t in turns]
    sides = {
        min(max(k // 2 + step, 1), k - 1) for step in range(-numbers.uneven, numbers.uneven + 1)
    }
    for turn, width in zip(turns, spread, strict=True):
        order = np.argsort(middle @ [np.cos(turn), np.sin(turn)], kind="stable")
        share = np.cumsum(weights[order], axis=0) / total
        for left in sides if k > 3 else {k // 2}:
            near = slice(left - 1, len(order) - (k - left))
            # what each side lacks or has too much, in tolerances of its parts together
            off = np.abs(share[near] * k - left) / min(left, k - left) / tolerance
            worst = off.max(axis=1)
            at = int(np.argmin(worst))
            value = float(worst[at]) + numbers.long * (max(spread) / max(width, 1e-9) - 1)
            if value < best:
                cut = left + at
                best, answer = value, (order[:cut], order[cut:], left)
    return answer
