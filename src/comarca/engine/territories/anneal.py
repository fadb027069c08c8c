"""Border moves under a falling temperature and a rising price of imbalance.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, *Science* 220, 1983) on the contiguity
graph. A move takes one unit over a border, or two in a chain; a territory is never left in
pieces, checked by a search that starts at the unit's neighbours.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
NO_LOAD_CAP = 1e300


@njit(cache=True)
def _next(state: NDArray[np.uint64]) -> float:  # pragma: no cover
    """Return a number in [0, 1) (xorshift64*, Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True)
def _may_leave(u, a, terr, count, start, other, stamp, mark, queue):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Return whether territory ``a`` stays as whole as it is without unit ``u``."""
    if count[a] <= 1:
        return False
    first, wanted = -1, 0
    mark[0] += 2
    asked, seen = mark[0], mark[0] + 1
    for j in range(start[u], start[u + 1]):
        v = other[j]
        if terr[v] == a:
            stamp[v] = asked
            first = v
            wanted += 1
    if wanted <= 1:
        return True
    stamp[u] = seen
    stamp[first] = seen
    queue[0] = first
    head, tail, found = 0, 1, 1
    while head < tail:
        x = queue[head]
        head += 1
        for j in range(start[x], start[x + 1]):
            v = other[j]
            if terr[v] == a and stamp[v] != seen:
                if stamp[v] == asked:
                    found += 1
                    if found == wanted:
                        return True
                stamp[v] = seen
                queue[tail] = v
                tail += 1
    return False


@njit(cache=True)
def _penalty(t, loads, mean, tol, cap, soft):  # type: ignore[no-untyped-def]  # pragma: no cover
    total = 0.0
    for m in range(loads.shape[1]):
        if mean[t, m] > 0:
            over = (abs(loads[t, m] / mean[t, m] - 1.0) - soft * tol[m]) / tol[m]
            if over > 0:
                total += over * over
    if loads[t, 0] > cap[t]:
        over = 20.0 * (loads[t, 0] / cap[t] - 1.0)
        total += over * over
    return total


@njit(cache=True)
def _inertia(stat):  # type: ignore[no-untyped-def]  # pragma: no cover
    if stat[0] <= 0:
        return 0.0
    return stat[3] - (stat[1] * stat[1] + stat[2] * stat[2]) / stat[0]


@njit(cache=True)
def _price(u, a, b, terr, stats, start, other, length, xy, mass, centres, kind, border):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Return the change of distance and border when ``u`` goes from ``a`` to ``b``."""
    change = 0.0
    x, y, p = xy[u, 0], xy[u, 1], mass[u]
    if kind == 0:
        ma, mb = stats[a, 0], stats[b, 0]
        if ma - p > 1e-12:
            ax, ay = stats[a, 1] / ma - x, stats[a, 2] / ma - y
            change -= (ax * ax + ay * ay) * p * ma / (ma - p)
        if mb > 0:
            bx, by = stats[b, 1] / mb - x, stats[b, 2] / mb - y
            change += (bx * bx + by * by) * p * mb / (mb + p)
    else:
        change += p * (
            np.hypot(x - centres[b, 0], y - centres[b, 1])
            - np.hypot(x - centres[a, 0], y - centres[a, 1])
        )
    if border > 0:
        for j in range(start[u], start[u + 1]):
            t = terr[other[j]]
            if t == a:
                change += border * length[j]
            elif t == b:
                change -= border * length[j]
    return change


@njit(cache=True)
def _move(u, a, b, terr, count, loads, stats, xy, mass, weights, moved, current):  # type: ignore[no-untyped-def]  # pragma: no cover
    terr[u] = b
    count[a] -= 1
    count[b] += 1
    for m in range(loads.shape[1]):
        loads[a, m] -= weights[u, m]
        loads[b, m] += weights[u, m]
    p, x, y = mass[u], xy[u, 0], xy[u, 1]
    square = p * (x * x + y * y)
    stats[a, 0] -= p
    stats[a, 1] -= p * x
    stats[a, 2] -= p * y
    stats[a, 3] -= square
    stats[b, 0] += p
    stats[b, 1] += p * x
    stats[b, 2] += p * y
    stats[b, 3] += square
    if current[u] >= 0:
        if a == current[u]:
            moved[0] += weights[u, 0]
        elif b == current[u]:
            moved[0] -= weights[u, 0]


@njit(cache=True)
def sweep(  # type: ignore[no-untyped-def]  # noqa: C901, PLR0912, PLR0915  # pragma: no cover
    steps, terr, count, loads, stats, moved, start, other, length, xy, mass, weights, mean, tol,
    cap, centres, free, forbidden, current, kind, border, moved_price, moved_cap, soft, heat,
    price, contiguous, state, stamp, mark, queue,
):  # fmt: skip
    """Try ``steps`` moves at one temperature; return how many were taken.

    A forbidden pair is a true cell of ``forbidden`` (``(n, k)``, or ``(0, 0)`` for none).
    """
    n = len(terr)
    any_forbidden = forbidden.shape[0] > 0
    taken = 0
    for _ in range(steps):
        u = int(_next(state) * n)
        if not free[u] or start[u] == start[u + 1]:
            continue
        a = terr[u]
        v = other[start[u] + int(_next(state) * (start[u + 1] - start[u]))]
        b = terr[v]
        if a == b or (any_forbidden and forbidden[u, b]):
            continue
        if contiguous:
            if not _may_leave(u, a, terr, count, start, other, stamp, mark, queue):
                continue
        elif count[a] <= 1:
            continue
        before_moved = moved[0]
        penalty = _penalty(a, loads, mean, tol, cap, soft) + _penalty(
            b, loads, mean, tol, cap, soft
        )
        change = _price(u, a, b, terr, stats, start, other, length, xy, mass, centres, kind, border)
        _move(u, a, b, terr, count, loads, stats, xy, mass, weights, moved, current)
        penalty_after = _penalty(a, loads, mean, tol, cap, soft) + _penalty(
            b, loads, mean, tol, cap, soft
        )
        second, c = -1, -1
        if _next(state) < 0.5:
            y = v
            for _hop in range(12):
                z = other[start[y] + int(_next(state) * (start[y + 1] - start[y]))]
                if terr[z] == b:
                    if z != u:
                        y = z
                elif y != u:
                    c = terr[z]
                    break
            if c >= 0 and free[y] and not (any_forbidden and forbidden[y, c]):
                fine = count[b] > 1
                if contiguous and fine:
                    fine = _may_leave(y, b, terr, count, start, other, stamp, mark, queue)
                if fine:
                    second = y
                    if c != a:
                        penalty += _penalty(c, loads, mean, tol, cap, soft)
                    change += _price(
                        y, b, c, terr, stats, start, other, length, xy, mass, centres, kind, border
                    )
                    _move(y, b, c, terr, count, loads, stats, xy, mass, weights, moved, current)
                    penalty_after = _penalty(a, loads, mean, tol, cap, soft) + _penalty(
                        b, loads, mean, tol, cap, soft
                    )
                    if c != a:
                        penalty_after += _penalty(c, loads, mean, tol, cap, soft)
        total = change + price * (penalty_after - penalty) + moved_price * (moved[0] - before_moved)
        fine = moved[0] <= moved_cap or moved[0] <= before_moved
        if fine and (total <= 0 or _next(state) < np.exp(-total / heat)):
            taken += 1
            continue
        if second >= 0:
            _move(second, c, b, terr, count, loads, stats, xy, mass, weights, moved, current)
        _move(u, b, a, terr, count, loads, stats, xy, mass, weights, moved, current)
    return taken
