"""Divide a few neighbouring territories anew, where single moves cannot bring the last one in.

An imbalance that is locked in by geography (a town that carries its exclaves) asks for several
large moves at once. Two to six territories whose total is right are taken together and divided
from scratch, and the new division stays if it is better.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from comarca.engine.territories.graph import neighbours
from comarca.engine.territories.problem import Ints
from comarca.engine.territories.state import Part

MOST = 6
TRIES = 3
Divide = Callable[[Part, Ints, int], Ints]


def rebuild(part: Part, terr: Ints, divide: Divide, go_on: Callable[[], bool]) -> Ints:
    """Return a division with fewer territories outside their tolerance, if one is found.

    ``divide(part, start, attempt)`` divides a small part anew.
    """
    best, score = terr, part.score(terr)
    for attempt in range(TRIES):
        for t in _violators(part, best):
            for size in range(2, min(MOST, part.k) + 1):
                chosen = _around(part, best, int(t), size)
                if chosen is None or not go_on():
                    continue
                tried = _again(part, best, chosen, divide, attempt * MOST + size)
                tried_score = part.score(tried)
                if tried_score[:2] < score[:2]:
                    best, score = tried, tried_score
                    break
            if score[1] <= 0:
                return best
    return best


def _violators(part: Part, terr: Ints) -> Ints:
    excess = (np.abs(part.deviation(terr)) - part.tol - 1e-9).max(axis=1)
    order = np.argsort(-excess, kind="stable")
    found: Ints = order[excess[order] > 0]
    return found


def _around(part: Part, terr: Ints, t: int, size: int) -> Ints | None:
    """Return a territory with the neighbours that best make up for it, or None."""
    start, other, _ = part.rows
    mine, theirs = np.repeat(terr, np.diff(start)), terr[other]
    off = part.deviation(terr)
    off = np.where(part.tol < 1e8, off, 0.0) / np.minimum(part.tol, 1e8)
    chosen = [t]
    while len(chosen) < size:
        near = np.setdiff1d(theirs[np.isin(mine, chosen)], chosen)
        if not len(near):
            return None
        total = off[chosen].sum(axis=0)
        chosen.append(int(near[np.argmin(np.abs(total + off[near]).max(axis=1))]))
    share = np.abs(off[chosen].sum(axis=0)).max() / size
    return np.array(sorted(chosen)) if share <= 0.97 else None


def _again(part: Part, terr: Ints, chosen: Ints, divide: Divide, attempt: int) -> Ints:
    units = np.flatnonzero(np.isin(terr, chosen))
    place = np.full(part.k, -1)
    place[chosen] = np.arange(len(chosen))
    found = divide(_piece(part, units, chosen, place), place[terr[units]], attempt)
    answer = terr.copy()
    answer[units] = chosen[found]
    return answer


def _piece(part: Part, units: Ints, chosen: Ints, place: Ints) -> Part:
    start, other, length = part.rows
    new = np.full(len(part.xy), -1)
    new[units] = np.arange(len(units))
    first = np.repeat(np.arange(len(part.xy)), np.diff(start))
    inside = (new[first] >= 0) & (new[other] >= 0) & (first < other)
    edges = np.column_stack([new[first[inside]], new[other[inside]]])
    small = replace(
        part, xy=part.xy[units], weights=part.weights[units], k=len(chosen),
        rows=neighbours(len(units), edges, length[inside]),
        locks=_renamed(part.locks[units], place), current=_renamed(part.current[units], place),
        forbidden=part.forbidden[np.ix_(units, chosen)] if part.forbidden.size else part.forbidden,
        homes=None if part.homes is None else part.homes[chosen],
        capacity=None if part.capacity is None else part.capacity[units],
        home_cost=None, max_moved=None,
    )  # fmt: skip
    small.mean = part.mean[chosen]
    return small


def _renamed(values: Ints, place: Ints) -> Ints:
    return np.where(values >= 0, place[values], -1)
