"""A first division: balanced by bisection and a power diagram, or by prices on fixed homes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.balanced_start import balanced_start, cells
from comarca.engine.territories.bound import Bound
from comarca.engine.territories.evaluate import Evaluator
from comarca.engine.territories.homes import relax
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.repair import link_locks, make_whole
from comarca.engine.territories.subproblem import Subproblem

CELLS = 60
"""Cells a territory covers while the first clusters form."""
THREADS = 2
"""Clusterings that form side by side; the compiled loops release Python's lock."""
T = TypeVar("T")
LOOK = 0.05
"""Seconds between two looks at whether to stop, while a solver is at work."""


def first_divisions(
    sub: Subproblem, params: SearchParams, seed: int, go_on: Callable[[], bool]
) -> tuple[list[Ints], Bound]:
    """Return whole divisions to begin with, and a proven bound where homes are fixed."""
    bound = Bound()
    if sub.homes is not None and sub.table is not None:
        start, bound = _transport(sub, sub.homes, sub.table, go_on)
        starts = [start]
    if sub.starts_from_current:
        starts = [_from_current(sub)]
    elif not sub.by_home:
        starts = _promising(sub, params, seed, go_on)
    return [whole(sub, start) for start in starts], bound


def _promising(
    sub: Subproblem, params: SearchParams, seed: int, go_on: Callable[[], bool]
) -> list[Ints]:
    """Return the best of several clusterings: near their centres, and near to balance."""
    weight = sub.weights[:, 0]
    load = weight if weight.any() else sub.mass(params)
    seeds = [seed * 101 + turn for turn in range(params.starts)]
    tried: list[tuple[float, int, Ints]] = []
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        promised = [pool.submit(_balanced, sub, params, load, each) for each in seeds]
        for turn, each in enumerate(promised):
            part, far = each.result()
            share = sums(part, load, sub.k) / max(float(load.sum()), 1e-12) * sub.k
            tried.append((far * (1 + float(np.abs(share - 1).mean())), turn, part))
            if not go_on():
                pool.shutdown(wait=False, cancel_futures=True)
                break
    tried.sort(key=lambda each: each[:2])
    return [part for _value, _turn, part in tried[: params.racers]]


def _balanced(sub: Subproblem, params: SearchParams, load: Floats, seed: int) -> tuple[Ints, float]:
    """Return a balanced clustering and its distance, by way of cells where there are many units."""
    mass = sub.mass(params)
    cell = cells(sub.xy, CELLS * sub.k)
    count = int(cell.max()) + 1
    if count < sub.k or 3 * count > 2 * sub.size:
        return balanced_start(sub.xy, load, mass, sub.k, seed)
    heavy = sums(cell, mass, count)
    middle = np.column_stack([sums(cell, mass * sub.xy[:, a], count) / heavy for a in range(2)])
    part, far = balanced_start(middle, sums(cell, load, count), heavy, sub.k, seed)
    return part[cell], far


def _transport(
    sub: Subproblem, homes: Floats, table: Floats, go_on: Callable[[], bool]
) -> tuple[Ints, Bound]:
    """Return the division of the transport problem; that of the nearest homes if told to stop."""
    low, high = sub.mean * (1 - sub.tolerance), sub.mean * (1 + sub.tolerance)
    barred = np.zeros((sub.size, sub.k), dtype=bool)
    if sub.forbidden.size:
        barred |= sub.forbidden
    held = np.flatnonzero(sub.locks >= 0)
    barred[held] = True
    barred[held, sub.locks[held]] = False
    relaxed = beside(lambda: relax(sub.xy, sub.weights, homes, low, high, barred, table), go_on)
    if relaxed is None:
        return np.where(barred, np.inf, table).argmin(axis=1), Bound()
    return relaxed.territory, Bound(relaxed.bound, "transport")


def beside(work: Callable[[], T], go_on: Callable[[], bool]) -> T | None:
    """Do the work in a thread so that a cancel is heard meanwhile; None where it came.

    The solver cannot be stopped: it ends by itself, seconds later, and nobody hears its answer.
    """
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        promised = pool.submit(work)
        while True:
            try:
                return promised.result(timeout=LOOK)
            except NotYet:
                if not go_on():
                    return None
    finally:
        pool.shutdown(wait=False)


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
