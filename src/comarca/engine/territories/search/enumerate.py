"""Look at every division of a very small map, so that the best is known and not guessed."""

import numpy as np
from numba import njit

from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.records import Graph, Limits

NEVER = 1e300


@njit(cache=True)
def _whole(mask: int, adjacent: Ints) -> bool:  # pragma: no cover
    """Return whether the units of a bit mask hang together."""
    reached = mask & -mask
    edge = reached
    while edge:
        around = 0
        for u in range(len(adjacent)):
            if edge >> u & 1:
                around |= adjacent[u]
        edge = around & mask & ~reached
        reached |= edge
    return bool(reached == mask)


@njit(cache=True)
def _excess(terr: Ints, weights: Floats, limits: Limits) -> float:  # pragma: no cover
    k, m = limits.mean.shape
    loads = np.zeros((k, m))
    for u in range(len(terr)):
        loads[terr[u]] += weights[u]
    total = 0.0
    for t in range(k):
        for q in range(m):
            if limits.mean[t, q] > 0:
                away = abs(loads[t, q] / limits.mean[t, q] - 1.0)
                total += max(away - limits.tolerance[q] - 1e-9, 0.0)
    return total


@njit(cache=True)
def _straight(
    terr: Ints, k: int, xy: Floats, weights: Floats, median: bool
) -> float:  # pragma: no cover
    """Return the distance to the middle, or to the best unit, of each territory."""
    total = 0.0
    n = len(terr)
    for t in range(k):
        mass = x = y = 0.0
        for u in range(n):
            if terr[u] == t:
                w = weights[u, 0] + 1e-9
                mass += w
                x += w * xy[u, 0]
                y += w * xy[u, 1]
        best = NEVER
        for c in range(n if median else 1):
            if median and terr[c] != t:
                continue
            cx, cy = (xy[c, 0], xy[c, 1]) if median else (x / mass, y / mass)
            far = 0.0
            for u in range(n):
                if terr[u] == t:
                    far += weights[u, 0] * np.hypot(xy[u, 0] - cx, xy[u, 1] - cy)
            best = min(best, far)
        total += best
    return total


@njit(cache=True)
def _border(terr: Ints, graph: Graph) -> float:  # pragma: no cover
    total = 0.0
    for j in range(len(graph.other)):
        if terr[graph.source[j]] != terr[graph.other[j]]:
            total += graph.length[j]
    return total


@njit(cache=True)
def _next(terr: Ints, allowed, k: int, alike: bool) -> bool:  # type: ignore[no-untyped-def]  # pragma: no cover
    """Step to the next division; where territories are alike, name them in order of first unit."""
    n = len(terr)
    for i in range(n - 1, -1, -1):
        top = k
        if alike:
            seen = -1
            for j in range(i):
                seen = max(seen, terr[j])
            top = min(k, seen + 2)
        for t in range(terr[i] + 1, top):
            if allowed[i, t]:
                terr[i] = t
                for j in range(i + 1, n):
                    terr[j] = 0
                    while not allowed[j, terr[j]]:
                        terr[j] += 1
                return True
    return False


@njit(cache=True)
def _moved(terr: Ints, current: Ints, weights: Floats) -> float:  # pragma: no cover
    moved = 0.0
    for u in range(len(terr)):
        if current[u] >= 0 and terr[u] != current[u]:
            moved += weights[u, 0]
    return moved


@njit(cache=True)
def _all_whole(terr: Ints, k: int, adjacent: Ints) -> bool:  # pragma: no cover
    masks = np.zeros(k, dtype=np.int64)
    for u in range(len(terr)):
        masks[terr[u]] |= 1 << u
    whole = True
    for t in range(k):
        whole = whole and masks[t] != 0 and _whole(masks[t], adjacent)
    return whole


@njit(cache=True)
def _distance(
    terr: Ints, k: int, xy: Floats, weights: Floats, table: Floats, median: bool
) -> float:  # pragma: no cover
    if table.shape[0] == 0:
        return _straight(terr, k, xy, weights, median)
    total = 0.0
    for u in range(len(terr)):
        total += table[u, terr[u]]
    return total


@njit(cache=True, nogil=True)
def best_division(  # type: ignore[no-untyped-def]
    graph: Graph,
    adjacent: Ints,
    xy: Floats,
    weights: Floats,
    limits: Limits,
    current: Ints,
    allowed,
    digit: Ints,
    table: Floats,
    median: bool,
    moved_weight: float,
    alike: bool,
):  # pragma: no cover
    """Return (territory, excess, cost) of the best whole division; excess is NEVER if none is.

    ``adjacent`` holds the neighbours of each unit as bits, ``digit`` the group of each unit
    ``(n,)``, and ``allowed`` what is open to each group ``(g, k)``. Balance
    comes first, then distance (and change); of equals the one with the shorter border.
    """
    n, k = len(digit), allowed.shape[1]
    terr, best = np.zeros(n, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    label = np.zeros(len(allowed), dtype=np.int64)
    for g in range(len(label)):
        while not allowed[g, label[g]]:
            label[g] += 1
    least = np.full(3, NEVER)
    total = max(weights[:, 0].sum(), 1e-12)
    going = True
    while going:
        for u in range(n):
            terr[u] = label[digit[u]]
        moved = _moved(terr, current, weights)
        excess = _excess(terr, weights, limits)
        if moved <= limits.moved and excess <= least[0] + 1e-12 and _all_whole(terr, k, adjacent):
            cost = _distance(terr, k, xy, weights, table, median)
            cost *= 1 + moved_weight * moved / total
            border = _border(terr, graph)
            better = excess < least[0] - 1e-12 or cost < least[1] * (1 - 1e-12)
            if better or (cost <= least[1] * (1 + 1e-12) and border < least[2]):
                least[0], least[1], least[2] = excess, cost, border
                best[:] = terr
        going = _next(label, allowed, k, alike)
    return best, least[0], least[1]
