"""Bring the last territories in by cutting pairs anew, walking outwards from each.

What one territory has too much (or too little) is handed from pair to pair towards a territory
that has room: each pair is cut so that the one behind is within its tolerance, and the one ahead
carries on with the rest.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from comarca.engine.progress import Clock
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.trees import recut
from comarca.engine.territories.searching import Best, Search


def recut_violators(search: Search, best: Best, clock: Clock) -> None:
    """Walk from every territory outside its tolerance until none is left, or walks are used up.

    A map on which nothing helps must not cost more than the search did: the work, counted in units
    looked at, is bounded, and rounds that mend nothing end it.
    """
    rng = np.random.default_rng(search.seed)
    least, stuck = best.score[1], 0
    numbers = search.params.recut
    left = int(max(numbers.work * search.steps, numbers.least_work))
    for _ in range(numbers.walks):
        out = violators(search)
        if not len(out) or left <= 0 or stuck > numbers.resigned:
            break
        for t in out[:8].tolist():
            if not clock.go_on(0.99):
                break
            if stuck > numbers.patience:
                left -= _shake(search, t, rng)
            left -= _walk(search, t, rng, clock)
            search.refresh()
        if clock.stopped:
            best.offer(search.territory)
            break
        best.offer(search.territory)
        if best.score[1] <= search.sub.unavoidable + 1e-6:
            break
        stuck = 0 if best.score[1] < least else stuck + 1
        least = min(least, best.score[1])
        if search.evaluator.excess(search.territory) > 2 * best.score[1] + 0.02:
            search.load(best.territory)
    search.load(best.territory)


def off(search: Search) -> Floats:
    """Return the worst deviation of each territory in tolerances, with its sign, ``(k,)``."""
    limits, loads = search.limits, search.state.loads
    away = np.where(limits.mean > 0, loads / np.maximum(limits.mean, 1e-12) - 1, 0.0)
    share = away / limits.tolerance
    worst = np.abs(share).argmax(axis=1)
    return np.asarray(share[np.arange(len(share)), worst])


def violators(search: Search) -> Ints:
    """Return the territories outside their tolerance, the farthest out first."""
    away = np.abs(off(search))
    order = np.argsort(-away, kind="stable")
    return np.asarray(order[away[order] > 1 + 1e-9])


def adjacent(search: Search) -> NDArray[np.bool_]:
    """Return which territories touch, ``(k, k)``."""
    state, graph, k = search.state, search.sub.graph, search.sub.k
    cut = state.cut[: state.size[0]]
    answer = np.zeros((k, k), dtype=bool)
    answer[state.territory[graph.source[cut]], state.territory[graph.other[cut]]] = True
    return answer


def _walk(search: Search, first: int, rng: np.random.Generator, clock: Clock) -> int:
    """Hand on what ``first`` has too much or too little, pair by pair; return the work of it."""
    work, rates = 0, search.rates(0.0, 0.0, 0.999 if rng.random() < 0.5 else 0.9)
    behind, t, numbers = -1, first, search.params.recut
    for _ in range(numbers.steps):
        away = off(search)
        if abs(away[t]) <= 1 or not clock.go_on(0.99):
            break
        near = adjacent(search)
        toward = _next(near, away, t, behind, rng)
        if toward < 0:
            break
        units = int(search.state.sizes[[t, toward]].sum())
        trees = min(numbers.trees, max(numbers.at_once // units, numbers.few_trees))
        work += trees * units
        recut(
            t, toward, trees, numbers.behind, False, search.units,
            search.state, search.sub.graph, search.limits, rates,
        )  # fmt: skip
        behind, t = t, toward
    return work


def _shake(search: Search, t: int, rng: np.random.Generator) -> int:
    """Cut some pairs around ``t`` anew, any good way; return the work of it.

    What walks cannot mend sits in the shapes around.

    Where whole territories are made of a few heavy units, no handing on between two fits; other
    cuts of the neighbours put other units side by side.
    """
    work, rates, numbers = 0, search.rates(0.0, 0.0, 0.999), search.params.recut
    near = adjacent(search)
    around = np.flatnonzero(near[near[t]].any(axis=0))
    for a in rng.permutation(around)[: numbers.shaken].tolist():
        beside = np.flatnonzero(adjacent(search)[a])
        if len(beside):
            b = int(rng.choice(beside))
            work += numbers.few_trees * int(search.state.sizes[[a, b]].sum())
            recut(
                a, b, numbers.few_trees, 1.0, True, search.units, search.state,
                search.sub.graph, search.limits, rates,
            )  # fmt: skip
    return work


def _next(
    near: NDArray[np.bool_], away: Floats, t: int, behind: int, rng: np.random.Generator
) -> int:
    """Return the neighbour to hand on to: the one nearest to a territory with room, by chance."""
    hops = _hops_to_room(near, away * -np.sign(away[t]), abs(away[t]))
    options = [int(v) for v in np.flatnonzero(near[t]) if v != behind]
    if not options:
        return -1
    rank = np.array([hops[v] + rng.exponential(0.7) for v in options])
    return options[int(np.argmin(rank))]


def _hops_to_room(near: NDArray[np.bool_], room: Floats, need: float) -> Floats:
    """Return the hops from each territory to the nearest that could take the surplus in full."""
    hops = np.full(len(room), np.inf)
    queue = deque(np.flatnonzero(room + 1 >= need - 1).tolist())
    hops[list(queue)] = 0
    while queue:
        t = queue.popleft()
        for v in np.flatnonzero(near[t]).tolist():
            if hops[v] > hops[t] + 1:
                hops[v] = hops[t] + 1
                queue.append(v)
    return np.where(np.isfinite(hops), hops, 99.0)
