"""How soft clusters share out their units: the inner loops of the balanced start."""

import numpy as np

from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.compiled import compiled

OUT_OF_REACH = 25.0
"""Beyond so many softnesses from the nearest, a cluster's part of a unit is nothing (e^-25)."""


@compiled
def _shares(
    i: int, far: Floats, near: Ints, radius: Floats, soft: float, share: Floats
) -> float:  # pragma: no cover
    """Write how unit ``i`` is shared out, unscaled; return the sum of it."""
    least = 1e300
    for j in range(near.shape[1]):
        share[j] = far[i, j] - radius[near[i, j]]
        least = min(least, share[j])
    total = 0.0
    for j in range(near.shape[1]):
        away = (share[j] - least) / soft
        share[j] = np.exp(-away) if away < OUT_OF_REACH else 0.0
        total += share[j]
    return total


@compiled
def distances(xy: Floats, centres: Floats, near: Ints, far: Floats) -> None:  # pragma: no cover
    """Write the squared distance of each unit to its nearest centres, ``(n, reach)``."""
    for i in range(len(xy)):
        for j in range(near.shape[1]):
            dx = xy[i, 0] - centres[near[i, j], 0]
            dy = xy[i, 1] - centres[near[i, j], 1]
            far[i, j] = dx * dx + dy * dy


@compiled
def loads(
    far: Floats, near: Ints, radius: Floats, soft: float, weight: Floats, share: Floats,
    load: Floats,
) -> None:  # pragma: no cover  # fmt: skip
    """Write what each cluster holds, ``(k,)``, with every unit shared out."""
    load[:] = 0.0
    for i in range(len(far)):
        if weight[i] > 0:
            total = _shares(i, far, near, radius, soft, share)
            for j in range(near.shape[1]):
                if share[j] > 0:
                    load[near[i, j]] += weight[i] * share[j] / total


@compiled
def pull(
    xy: Floats, far: Floats, near: Ints, radius: Floats, soft: float, mass: Floats,
    share: Floats, centres: Floats, inside: Floats,
) -> None:  # pragma: no cover  # fmt: skip
    """Move every centre to the middle of what its cluster holds; ``inside`` is room, ``(k,)``."""
    inside[:] = 0.0
    centres[:] = 0.0
    for i in range(len(far)):
        total = _shares(i, far, near, radius, soft, share)
        for j in range(near.shape[1]):
            if share[j] > 0:
                held = mass[i] * share[j] / total
                inside[near[i, j]] += held
                centres[near[i, j], 0] += held * xy[i, 0]
                centres[near[i, j], 1] += held * xy[i, 1]
    for t in range(len(inside)):
        if inside[t] > 0:
            centres[t, 0] /= inside[t]
            centres[t, 1] /= inside[t]
