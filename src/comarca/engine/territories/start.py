"""A first division: balanced by bisection and a power diagram, or by prices on fixed homes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.balanced_start import balanced_start, cells
from comarca.engine.territories.bound import Bound
from comarca.engine.territories.evaluate import Evaluator
from comarca.engine.territories.homes import relax
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.repair import link_locks, make_whole
from comarca.engine.territories.sliced_start import sliced_start
from comarca.engine.territories.subproblem import NO_TOLERANCE, Subproblem

CELLS = 60
"""Cells a territory covers while the first clusters form."""
LOOK = 0.05
"""Seconds between two looks at whether to stop while they form."""
THREADS = 2
"""Clusterings that form side by side; the compiled loops release Python's lock."""


def first_divisions(
    sub: Subproblem, params: SearchParams, seed: int, go_on: Callable[[], bool]
) -> tuple[list[Ints], Bound, Floats | None]:
    """Return whole divisions to begin with, and a bound and prices where homes are fixed."""
    bound, price = Bound(), None
    if sub.homes is not None and sub.table is not None:
        start, bound, price = _transport(sub, sub.homes, sub.table, go_on)
        starts = [start]
    if sub.starts_from_current:
        starts = [_from_current(sub)]
    elif not sub.by_home and sub.several:
        starts = _sliced(sub, params, seed)
    elif not sub.by_home:
        starts = _promising(sub, params, seed, go_on)
    return [whole(sub, start) for start in starts], bound, price


def _sliced(sub: Subproblem, params: SearchParams, seed: int) -> list[Ints]:
    """Return divisions that are fair in every measure, if not compact."""
    counts = sub.tolerance < NO_TOLERANCE
    return [
        sliced_start(
            sub.xy,
            sub.weights[:, counts],
            sub.tolerance[counts],
            sub.k,
            seed * 101 + turn,
            params.slices,
        )
        for turn in range(params.worth(params.racers, sub.k))
    ]


def _promising(
    sub: Subproblem, params: SearchParams, seed: int, go_on: Callable[[], bool]
) -> list[Ints]:
    """Return the best of several clusterings: near their centres, and near to balance."""
    weight = sub.weights[:, 0]
    load = weight if weight.any() else sub.mass(params)
    seeds = [seed * 101 + turn for turn in range(params.worth(params.starts, sub.k))]
    tried: list[tuple[float, int, Ints]] = []
    stop = Event()
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        promised = [pool.submit(_balanced, sub, params, load, each, stop) for each in seeds]
        while wait(promised, timeout=LOOK).not_done:
            if not stop.is_set() and not go_on():
                stop.set()
                # One answers in any case. The pool itself lets go of the others: those that it is
                # shut down with are never told, and would be waited for without end.
                for each in promised[1:]:
                    each.cancel()
        for turn, each in enumerate(promised):
            if not each.cancelled():
                part, far = each.result()
                share = sums(part, load, sub.k) / max(float(load.sum()), 1e-12) * sub.k
                tried.append((far * (1 + float(np.abs(share - 1).mean())), turn, part))
    tried.sort(key=lambda each: each[:2])
    return [part for _value, _turn, part in tried[: params.worth(params.racers, sub.k)]]


def _balanced(
    sub: Subproblem, params: SearchParams, load: Floats, seed: int, stop: Event
) -> tuple[Ints, float]:
    """Return a balanced clustering and its distance, by way of cells where there are many units."""
    mass = sub.mass(params)
    cell = cells(sub.xy, CELLS * sub.k)
    count = int(cell.max()) + 1
    if count < sub.k or 3 * count > 2 * sub.size:
        return balanced_start(
            sub.xy, load, mass, sub.k, seed, stop=stop.is_set, numbers=params.clusters
        )
    heavy = sums(cell, mass, count)
    middle = np.column_stack([sums(cell, mass * sub.xy[:, a], count) / heavy for a in range(2)])
    part, far = balanced_start(
        middle,
        sums(cell, load, count),
        heavy,
        sub.k,
        seed,
        stop=stop.is_set,
        numbers=params.clusters,
    )
    return part[cell], far


def _transport(
    sub: Subproblem, homes: Floats, table: Floats, go_on: Callable[[], bool]
) -> tuple[Ints, Bound, Floats | None]:
    """Return the division of the transport problem; that of the nearest homes if told to stop."""
    low, high = sub.mean * (1 - sub.tolerance), sub.mean * (1 + sub.tolerance)
    barred = np.zeros((sub.size, sub.k), dtype=bool)
    if sub.forbidden.size:
        barred |= sub.forbidden
    held = np.flatnonzero(sub.locks >= 0)
    barred[held] = True
    barred[held, sub.locks[held]] = False
    relaxed = relax(sub.xy, sub.weights, homes, low, high, barred, go_on, table)
    if relaxed is None:
        return np.where(barred, np.inf, table).argmin(axis=1), Bound(), None
    return relaxed.territory, Bound(relaxed.bound, "transport"), relaxed.price


def _from_current(sub: Subproblem) -> Ints:
    start = sub.current.copy()
    loose = start < 0
    if loose.any():
        from scipy.spatial import cKDTree

        known = np.flatnonzero(~loose)
        _, near = cKDTree(sub.xy[known]).query(sub.xy[loose])
        start[loose] = start[known[near]]
    return start


def whole(sub: Subproblem, terr: Ints) -> Ints:
    """Keep the locks and the forbidden pairs, and make every territory whole."""
    terr = np.where(sub.locks >= 0, sub.locks, terr)
    if sub.forbidden.size:
        for u in np.flatnonzero(sub.forbidden[np.arange(len(terr)), terr]):
            terr[u] = int(np.argmin(sub.forbidden[u]))
    if not sub.contiguous:
        return terr
    evaluator = Evaluator(sub)
    for turn in range(3):
        if turn:
            terr = link_locks(sub.graph, terr, sub.locks, sub.k)
        terr = make_whole(
            sub.graph, terr, sub.weights[:, 0], sub.k, sub.locks, sub.mean[:, 0], sub.xy,
            sub.forbidden,
        )  # fmt: skip
        if evaluator.broken(terr) == 0:
            break
    return terr
