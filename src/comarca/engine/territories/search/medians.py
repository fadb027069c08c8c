"""Who is served from which median, under capacities: shifts and swaps while it cools down.

The neighbourhoods are those of the capacitated p-median literature (shift a unit, swap two;
Osman and Christofides, *ITOR* 1, 1994; Stefanello, de Araujo and Mueller, *ITOR* 22, 2015).
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.compiled import compiled
from comarca.engine.territories.search.dice import RngState, below, uniform


class Customers(NamedTuple):
    """Places ``(n, 2)``, weight of distance, demand, capacity as a median ``(n,)``, and a table.

    ``table`` is the distance between units ``(n, n)``, or ``(0, 0)`` for the straight line;
    ``free`` is whether a unit may change its territory.
    """

    xy: Floats
    weight: Floats
    demand: Floats
    capacity: Floats
    table: Floats
    free: np.ndarray[tuple[int], np.dtype[np.bool_]]


class Service(NamedTuple):
    """An assignment while it changes: territory, medians, loads, and the members of each.

    ``members`` lists the units of territory t in ``start[t]`` onwards while a sweep lasts: they
    are drawn from, so a list that lags behind only makes a draw void.
    """

    territory: Ints
    median: Ints
    load: Floats
    near: Ints
    members: Ints
    start: Ints
    rng: RngState


@compiled
def away(i: int, j: int, customers: Customers) -> float:  # pragma: no cover
    """Return the distance between two units."""
    if customers.table.shape[0] > 0:
        return float(customers.table[i, j])
    x = customers.xy[i, 0] - customers.xy[j, 0]
    y = customers.xy[i, 1] - customers.xy[j, 1]
    return float(np.sqrt(x * x + y * y))


@compiled
def _over(
    t: int, change: float, customers: Customers, service: Service
) -> float:  # pragma: no cover
    """Return how the overload of ``t`` changes with its load."""
    cap = customers.capacity[service.median[t]]
    return float(max(service.load[t] + change - cap, 0.0) - max(service.load[t] - cap, 0.0))


@compiled
def _try_shift(
    i: int, b: int, heat: float, price: float, customers: Customers, service: Service
) -> bool:  # pragma: no cover
    a, demand = service.territory[i], customers.demand[i]
    change = customers.weight[i] * (
        away(i, service.median[b], customers) - away(i, service.median[a], customers)
    )
    change += price * (_over(a, -demand, customers, service) + _over(b, demand, customers, service))
    if change > -heat * np.log(1.0 - uniform(service.rng)):
        return False
    service.territory[i] = b
    service.load[a] -= demand
    service.load[b] += demand
    return True


@compiled
def _try_swap(
    i: int, j: int, heat: float, price: float, customers: Customers, service: Service
) -> bool:  # pragma: no cover
    a, b = service.territory[i], service.territory[j]
    ma, mb = service.median[a], service.median[b]
    more = customers.demand[j] - customers.demand[i]
    change = customers.weight[i] * (away(i, mb, customers) - away(i, ma, customers))
    change += customers.weight[j] * (away(j, ma, customers) - away(j, mb, customers))
    change += price * (_over(a, more, customers, service) + _over(b, -more, customers, service))
    if change > -heat * np.log(1.0 - uniform(service.rng)):
        return False
    service.territory[i], service.territory[j] = b, a
    service.load[a] += more
    service.load[b] -= more
    return True


@compiled
def exchange(
    steps: int, who: Ints, heat: float, price: float, customers: Customers, service: Service
) -> None:  # pragma: no cover
    """Try ``steps`` shifts and swaps of some units; ``price`` is the cost of a unit of overload."""
    reach = service.near.shape[1]
    for _ in range(steps):
        i = who[below(service.rng, len(who))]
        b = service.near[i, below(service.rng, reach)]
        a = service.territory[i]
        if a == b or not customers.free[i]:
            continue
        if uniform(service.rng) < 0.35:
            _try_shift(i, b, heat, price, customers, service)
            continue
        size = service.start[b + 1] - service.start[b]
        if size > 0:
            j = service.members[service.start[b] + below(service.rng, size)]
            if service.territory[j] == b and customers.free[j]:
                _try_swap(i, j, heat, price, customers, service)


@njit(cache=True, nogil=True)
def relocate(customers: Customers, service: Service, price: float) -> float:  # pragma: no cover
    """Move every median to the member that serves the others best; return the whole cost."""
    k, total = len(service.median), 0.0
    for t in range(k):
        first, last = service.start[t], service.start[t + 1]
        best, least = service.median[t], np.inf
        for c in range(first, last):
            m = service.members[c]
            cost = price * max(service.load[t] - customers.capacity[m], 0.0)
            for q in range(first, last):
                i = service.members[q]
                cost += customers.weight[i] * away(i, m, customers)
                if cost >= least:
                    break
            if cost < least:
                best, least = m, cost
        service.median[t] = best
        if last > first:
            total += least
    return total
