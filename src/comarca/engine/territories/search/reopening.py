"""Close one median, open another and repair around both, thousands of times a second.

Only the territories around the two take part: their units, and the way from each to each of
their medians, are copied into a small table, shifts and swaps cool down in it while medians
follow, and what came of it is written back or forgotten.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.compiled import compiled
from comarca.engine.territories.search.dice import RngState, below, uniform
from comarca.engine.territories.search.medians import Customers, away

STAGES = 4
"""Temperatures at which a neighbourhood is repaired."""
AROUND = 8
"""Territories around what opens, and around what closes, that take part."""
NEAR = 7
"""Medians of a neighbourhood that one of its units may be served from."""
REACH = 12
"""Medians around what opens of which one closes."""
ELSEWHERE = 0.2
"""Chance that one closes anywhere instead."""
PAIRS = 8
"""Pairs of units that are looked at, while a median moves, in the time of one shift or swap."""
HEAT, COOLER = 0.15, 0.03
"""First temperature of a repair, in costs of an average unit, and what the last is of it."""
DEAR, DEARER = 1.5, 30.0
"""First price of what is beyond a capacity, in those of an average demand, and its growth."""
SWAPS = 0.65
"""Chance that a move is a swap, not a shift."""


class Site(NamedTuple):
    """A neighbourhood while it is repaired, ``u`` units and ``p`` medians.

    ``unit`` and ``median`` are what stands behind rows and columns, ``home`` the column of each
    row, ``cost`` ``(u, p)`` weight x distance, ``near`` ``(u, NEAR)`` the nearest columns, ``load``
    ``(p,)``; ``members`` and ``start`` list the rows of each column, and may lag behind.
    """

    unit: Ints
    median: Ints
    home: Ints
    cost: Floats
    near: Ints
    load: Floats
    members: Ints
    start: Ints


@compiled
def _over(p: int, change: float, customers: Customers, site: Site) -> float:  # pragma: no cover
    cap = customers.capacity[site.median[p]]
    return float(max(site.load[p] + change - cap, 0.0) - max(site.load[p] - cap, 0.0))


@compiled
def _list(site: Site) -> None:  # pragma: no cover
    """List the rows of each column afresh."""
    start = site.start
    start[:] = 0
    for home in site.home:
        start[home + 1] += 1
    for p in range(len(site.median)):
        start[p + 1] += start[p]
    for r in range(len(site.unit) - 1, -1, -1):  # from behind, so that starts end where they begin
        p = site.home[r] + 1
        start[p] -= 1
        site.members[start[p]] = r
    for p in range(len(site.median)):
        start[p] = start[p + 1]
    start[len(site.median)] = len(site.unit)


@compiled
def _price(p: int, customers: Customers, site: Site) -> None:  # pragma: no cover
    """Write the way from each unit to one median."""
    for r in range(len(site.unit)):
        i = site.unit[r]
        site.cost[r, p] = customers.weight[i] * away(i, site.median[p], customers)


@compiled
def _near(site: Site) -> None:  # pragma: no cover
    """Find the nearest columns of each row by insertion: there are few."""
    reach = site.near.shape[1]
    for r in range(len(site.unit)):
        held = 0
        for p in range(len(site.median)):
            q = held if held < reach else reach - 1
            if held == reach and site.cost[r, p] >= site.cost[r, site.near[r, q]]:
                continue
            while q > 0 and site.cost[r, site.near[r, q - 1]] > site.cost[r, p]:
                site.near[r, q] = site.near[r, q - 1]
                q -= 1
            site.near[r, q] = p
            held = min(held + 1, reach)


@compiled
def _relocate(price: float, customers: Customers, site: Site) -> None:  # pragma: no cover
    """Move every median to the member that serves the others best."""
    for p in range(len(site.median)):
        first, last = site.start[p], site.start[p + 1]
        if last == first:
            continue
        best, least = site.median[p], np.inf
        for c in range(first, last):
            m = site.unit[site.members[c]]
            cost = price * max(site.load[p] - customers.capacity[m], 0.0)
            for q in range(first, last):
                i = site.unit[site.members[q]]
                cost += customers.weight[i] * away(i, m, customers)
                if cost >= least:
                    break
            if cost < least:
                best, least = m, cost
        if best != site.median[p]:
            site.median[p] = best
            _price(p, customers, site)


@compiled
def _exchange(
    steps: int, heat: float, price: float, customers: Customers, site: Site, rng: RngState
) -> None:  # pragma: no cover
    """Try ``steps`` shifts and swaps within the neighbourhood."""
    reach = site.near.shape[1]
    for _ in range(steps):
        r = below(rng, len(site.unit))
        b, a = site.near[r, below(rng, reach)], site.home[r]
        i = site.unit[r]
        if a == b or not customers.free[i]:
            continue
        change, s = site.cost[r, b] - site.cost[r, a], -1
        more = customers.demand[i]
        if uniform(rng) < SWAPS:
            held = site.start[b + 1] - site.start[b]
            if held == 0:
                continue
            s = site.members[site.start[b] + below(rng, held)]
            j = site.unit[s]
            if site.home[s] != b or not customers.free[j]:
                continue
            change += site.cost[s, a] - site.cost[s, b]
            more -= customers.demand[j]
        change += price * (_over(a, -more, customers, site) + _over(b, more, customers, site))
        if change > -heat * np.log(1.0 - uniform(rng)):
            continue
        site.home[r] = b
        site.load[a] -= more
        site.load[b] += more
        if s >= 0:
            site.home[s] = a


@compiled
def _nearest(i: int, median: Ints, customers: Customers, found: Ints) -> None:  # pragma: no cover
    """Write the territories whose medians are nearest to a unit, in their order."""
    held = 0
    for t in range(len(median)):
        far = away(i, median[t], customers)
        q = held if held < len(found) else len(found) - 1
        if held == len(found) and far >= away(i, median[found[q]], customers):
            continue
        while q > 0 and away(i, median[found[q - 1]], customers) > far:
            found[q] = found[q - 1]
            q -= 1
        found[q] = t
        held = min(held + 1, len(found))


@njit(cache=True, nogil=True)
def _drawn(paid: Floats, total: float, rng: RngState) -> int:  # pragma: no cover
    """Return a unit by what its way costs; -1 where none costs anything."""
    left = uniform(rng) * total
    for i in range(len(paid)):
        left -= paid[i]
        if left <= 0 and paid[i] > 0:
            return i
    return -1


@njit(cache=True, nogil=True)
def _chosen(
    opened: int, median: Ints, customers: Customers, column: Ints, rng: RngState
) -> tuple[int, Ints]:  # pragma: no cover
    """Return the territory that closes and those that take part; ``column`` numbers them."""
    k, held = len(median), 0
    near, beside = np.empty(min(k, REACH), np.int64), np.empty(min(k, AROUND + 1), np.int64)
    _nearest(opened, median, customers, near)
    closed = below(rng, k) if uniform(rng) < ELSEWHERE else near[below(rng, len(near))]
    _nearest(median[closed], median, customers, beside)
    inside = np.empty(len(near) + len(beside) + 1, np.int64)
    for each in (near[:AROUND], beside, np.array([closed])):
        for t in each:
            if column[t] < 0:
                column[t], inside[held] = held, t
                held += 1
    return closed, inside[:held]


@njit(cache=True, nogil=True)
def _site(
    inside: Ints, column: Ints, territory: Ints, median: Ints, load: Floats, customers: Customers
) -> Site:  # pragma: no cover
    """Copy a neighbourhood; the numbers of its columns are free again afterwards."""
    unit, held = np.flatnonzero(column[territory] >= 0), len(inside)
    site = Site(
        unit, median[inside], column[territory[unit]], np.empty((len(unit), held)),
        np.zeros((len(unit), min(held, NEAR)), np.int64), load[inside],
        np.empty(len(unit), np.int64), np.zeros(held + 1, np.int64),
    )  # fmt: skip
    column[inside] = -1
    return site


@compiled
def _hand_over(p: int, customers: Customers, site: Site) -> None:  # pragma: no cover
    """Give whom ``p`` served to the nearest, and ``p``, whose median is new, whom it is near to."""
    for r in range(len(site.unit)):
        i, old = site.unit[r], site.home[r]
        if not customers.free[i] or (old != p and site.cost[r, p] >= site.cost[r, old]):
            continue
        new = p
        for q in range(len(site.median)):
            if site.cost[r, q] < site.cost[r, new]:
                new = q
        site.home[r] = new
        site.load[old] -= customers.demand[i]
        site.load[new] += customers.demand[i]


@compiled
def _repair(
    moves: int, unit: float, fair: float, customers: Customers, site: Site, rng: RngState
) -> None:  # pragma: no cover
    """Cool down, medians following, while what is beyond a capacity becomes dearer."""
    for stage in range(STAGES):
        share = stage / (STAGES - 1)
        price, heat = fair * DEAR * DEARER**share, unit * HEAT * COOLER**share
        _near(site)
        _list(site)
        _exchange(moves * len(site.unit) // STAGES, heat, price, customers, site, rng)
        _list(site)
        _relocate(price, customers, site)


@compiled
def _beyond(median: Ints, load: Floats, customers: Customers) -> float:  # pragma: no cover
    """Return what some medians serve beyond their capacities."""
    over = 0.0
    for p in range(len(median)):
        over += max(load[p] - customers.capacity[median[p]] - 1e-9, 0.0)
    return over


@njit(cache=True, nogil=True)
def reopen(
    tries: int, moves: int, heat: float, customers: Customers, territory: Ints, median: Ints,
    load: Floats, rng: RngState,
) -> tuple[float, int]:  # pragma: no cover  # fmt: skip
    """Close a median, open a unit that is badly served, repair around both; ``tries`` times.

    What comes of it stays where it breaks no capacity more, and is dearer by no more than chance
    at this ``heat`` allows. ``moves`` are the shifts and swaps for each unit of a neighbourhood.
    The assignment changes in place. Returns its cost, and the work of it in moves.
    """
    n, k, total, demand, spent = len(territory), len(median), 0.0, 0.0, 0
    paid, column = np.empty(n), np.full(k, -1)
    for i in range(n):
        paid[i] = customers.weight[i] * away(i, median[territory[i]], customers)
        total += paid[i]
        demand += customers.demand[i]
    unit = max(total / n, 1e-9)
    fair = unit / max(demand / n, 1e-12)
    for _ in range(tries):
        spent += 1
        opened = _drawn(paid, total, rng)
        if opened < 0 or customers.capacity[opened] <= 0:
            continue
        closed, inside = _chosen(opened, median, customers, column, rng)
        gone = column[closed]
        site = _site(inside, column, territory, median, load, customers)
        site.median[gone] = opened
        for p in range(len(inside)):
            _price(p, customers, site)
        _hand_over(gone, customers, site)
        _repair(moves, unit, fair, customers, site, rng)
        spent += moves * len(site.unit)
        spent += STAGES * len(site.unit) ** 2 // (PAIRS * len(inside))
        change = -paid[site.unit].sum()
        for r in range(len(site.unit)):
            change += site.cost[r, site.home[r]]
        over = _beyond(site.median, site.load, customers)
        was = _beyond(median[inside], load[inside], customers)
        dear = change > -heat * np.log(1.0 - uniform(rng))
        idle = (site.start[1:] == site.start[:-1]).any()  # a median that serves nobody
        if idle or over > was or (over == was and dear):
            continue
        for r in range(len(site.unit)):
            territory[site.unit[r]] = inside[site.home[r]]
            paid[site.unit[r]] = site.cost[r, site.home[r]]
        median[inside], load[inside] = site.median, site.load
        total += change
    return total, spent
