"""Divide one container: a first division, made whole, then improved step by step."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.engine.progress import Clock
from comarca.engine.territories.exact import enumerate_divisions
from comarca.engine.territories.homes import relax
from comarca.engine.territories.power import bisect, power_diagram
from comarca.engine.territories.problem import Ints
from comarca.engine.territories.rebuild import rebuild
from comarca.engine.territories.repair import link_locks, make_whole
from comarca.engine.territories.state import Part

SWEEPS = 120
HOT, COLD = 0.05, 0.0004
CHEAP, DEAR = 0.02, 20.0
STARTS = 3
EXACT_UNITS = 9
EXACT_CHOICES = 300_000


def first_division(part: Part) -> tuple[Ints, float | None]:
    """Return a balanced division to begin with, and a proven bound where homes are fixed."""
    bound = None
    if part.homes is not None and part.distance == "home":
        low, high = part.mean * (1 - part.tol), part.mean * (1 + part.tol)
        barred = (
            part.forbidden.copy()
            if part.forbidden.size
            else np.zeros((len(part.xy), part.k), dtype=bool)
        )
        held = np.flatnonzero(part.locks >= 0)
        barred[held] = True
        barred[held, part.locks[held]] = False
        relaxed = relax(part.xy, part.weights, part.homes, low, high, barred, part.home_cost)
        start, bound = relaxed.territory, relaxed.bound
    elif (part.max_moved is not None or part.moved_weight > 0) and (part.current >= 0).any():
        start = _from_current(part)
    else:
        start = bisect(part.xy, part.weights[:, 0], part.k)
        start = power_diagram(part.xy, part.weights[:, 0], start, part.k)
    if (part.max_moved is not None or part.moved_weight > 0) and (part.current >= 0).any():
        start = _from_current(part)
    return whole(part, start), bound


def _from_current(part: Part) -> Ints:
    start = part.current.copy()
    loose = start < 0
    if loose.any():
        from scipy.spatial import cKDTree

        known = np.flatnonzero(~loose)
        _, near = cKDTree(part.xy[known]).query(part.xy[loose])
        start[loose] = start[known[near]]
    return start


def whole(part: Part, terr: Ints) -> Ints:
    """Keep the locks and the forbidden pairs, and make every territory whole."""
    terr = np.where(part.locks >= 0, part.locks, terr)
    if part.forbidden.size:
        for u in np.flatnonzero(part.forbidden[np.arange(len(terr)), terr]):
            terr[u] = int(np.argmin(part.forbidden[u]))
    if not part.contiguous:
        return terr
    for turn in range(3):
        if turn:
            terr = link_locks(part.rows, terr, part.locks, part.k)
        terr = make_whole(
            part.rows,
            terr,
            part.weights[:, 0],
            part.k,
            part.locks,
            part.mean[:, 0],
            part.xy,
            part.forbidden,
        )
        if part.score(terr)[0] == 0:
            break
    return terr


def _dice(seed: int) -> NDArray[np.uint64]:
    return np.array([np.uint64((seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1)])


def improve(part: Part, terr: Ints, steps: int, seed: int, clock: Clock, share: Any) -> Ints:
    """Anneal from a division and return the best one met."""
    rng = _dice(seed)
    part.calibrate(terr)
    best, best_score = terr, part.score(terr)
    each = max(steps // SWEEPS, 1)
    fair = part.balance
    for turn in range(SWEEPS):
        p = turn / (SWEEPS - 1)
        heat = HOT * (COLD / HOT) ** p
        price = CHEAP * (DEAR / CHEAP) ** p
        terr = part.search(terr, heat, price, each, rng, 0.93 * fair)
        if p > 0.6:
            score = part.score(terr)
            if score < best_score:
                best, best_score = terr, score
        if not clock.go_on(share(p), f"{best_score[1]:.4f}"):
            return best if best_score <= part.score(terr) else terr
    if best_score[1] > 0:
        best = settle(part, best, each, rng, clock)
    if part.contiguous and part.score(best)[1] > 0:
        best = rebuild(part, best, _anew(seed, clock), lambda: clock.go_on(0.99))
    return best


def _anew(seed: int, clock: Clock) -> Callable[[Part, Ints, int], Ints]:
    """Return how a few territories are divided anew, differently at each attempt."""

    def divide(part: Part, start: Ints, attempt: int) -> Ints:
        rng = _dice(seed + 1000 * (attempt + 1))
        if part.homes is None and attempt % 2 == 0:
            start = power_diagram(
                part.xy, part.weights[:, 0], bisect(part.xy, part.weights[:, 0], part.k), part.k
            )
        terr = whole(part, start)
        part.calibrate(terr)
        best, score = terr, part.score(terr)
        each = max(len(part.xy) * 30, 3000)
        for turn in range(40):
            p = turn / 39
            terr = part.search(
                terr, 0.3 * (0.001 / 0.3) ** p, 0.5 * 120**p, each, rng, 0.9 * part.balance
            )
            tried = part.score(terr)
            if tried < score:
                best, score = terr, tried
            if not clock.go_on(0.99):
                break
        return best

    return divide


def settle(part: Part, terr: Ints, steps: int, rng: Any, clock: Clock) -> Ints:
    """Bring the last violators in: short reheats in which only the balance counts."""
    best, best_score = terr, part.score(terr)
    for turn in range(60):
        heat = 0.02 * 0.8 ** (turn % 10)
        terr = part.search(
            terr, heat, 40.0 if turn % 10 < 6 else 400.0, steps, rng, 0.85 * part.balance
        )
        score = part.score(terr)
        if score < best_score:
            best, best_score = terr, score
        if best_score[1] <= 0 or not clock.go_on(0.99, f"{best_score[1]:.4f}"):
            break
        if turn % 10 == 9:
            terr = best
    return best


def solve(
    part: Part, steps: int | None, seed: int, clock: Clock, share: Any
) -> tuple[Ints, float | None]:
    """Divide one container and return the division and the bound, if one is proven."""
    if part.k == 1:
        terr = np.zeros(len(part.xy), dtype=np.int64)
        return terr, None if part.home_cost is None else float(part.home_cost.sum())
    exact = _exact(part)
    if exact is not None:
        return exact, _cost_at_home(part, exact)
    terr, bound = first_division(part)
    if steps is None:
        steps = int(min(max(len(part.xy) * 900, 400_000), 40_000_000))
    best = improve(part, terr, steps, seed, clock, share)
    for again in range(1, STARTS):
        if clock.stopped or part.score(best)[:2] == (0, 0.0):
            break
        tried = improve(part, terr, steps, seed + 7919 * again, clock, lambda _: 0.99)
        best = min(best, tried, key=part.score)
    return best, bound


def _cost_at_home(part: Part, terr: Ints) -> float | None:
    if part.home_cost is None or part.score(terr)[:2] != (0, 0.0):
        return None
    return float(part.home_cost[np.arange(len(terr)), terr].sum())


def _exact(part: Part) -> Ints | None:
    n = len(part.xy)
    if n > EXACT_UNITS or part.k**n > EXACT_CHOICES or not part.contiguous:
        return None
    start, other, _ = part.rows
    adjacent = [sum(1 << int(v) for v in other[start[u] : start[u + 1]]) for u in range(n)]
    allowed = [
        [int(part.locks[u])]
        if part.locks[u] >= 0
        else [t for t in range(part.k) if not (part.forbidden.size and part.forbidden[u, t])]
        for u in range(n)
    ]
    part.calibrate(np.arange(n) % part.k)
    found = enumerate_divisions(adjacent, part.k, allowed)
    found = [terr for terr in found if part.moved(terr) <= part.moved_cap]
    return min(found, key=part.score) if found else None
