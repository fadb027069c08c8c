"""A first division: balanced by bisection and a power diagram, or by prices on fixed homes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet

import numpy as np

from comarca.engine.territories.balanced_start import balanced_start
from comarca.engine.territories.bound import Bound
from comarca.engine.territories.evaluate import Evaluator
from comarca.engine.territories.homes import Relaxed, relax
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.repair import link_locks, make_whole
from comarca.engine.territories.subproblem import Subproblem

LOOK = 0.05
"""Seconds between two looks at whether to stop, while the transport problem is being solved."""


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
        starts = []
        for turn in range(params.starts):
            if not starts or go_on():
                starts.append(_balanced(sub, params, seed * 101 + turn))
    return [whole(sub, start) for start in starts], bound


def _balanced(sub: Subproblem, params: SearchParams, seed: int) -> Ints:
    """Return a balanced clustering, by area where there is no work at all."""
    weight = sub.weights[:, 0]
    mass = sub.mass(params)
    load = weight if weight.any() else mass
    return balanced_start(sub.xy, load, mass, sub.k, seed)[0]


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
    relaxed = _beside(lambda: relax(sub.xy, sub.weights, homes, low, high, barred, table), go_on)
    if relaxed is None:
        return np.where(barred, np.inf, table).argmin(axis=1), Bound()
    return relaxed.territory, Bound(relaxed.bound, "transport")


def _beside(work: Callable[[], Relaxed], go_on: Callable[[], bool]) -> Relaxed | None:
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
