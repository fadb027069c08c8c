"""Units served from medians under capacities, contiguity not counted (capacitated p-median)."""

from dataclasses import dataclass

import numpy as np

from comarca.engine.progress import Clock
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.balanced_start import balanced_start
from comarca.engine.territories.late_params import ClusterParams, ServeParams
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.regions import improve_by_regions
from comarca.engine.territories.search.dice import rng_state
from comarca.engine.territories.search.medians import Customers, Service, exchange, relocate
from comarca.engine.territories.search.reopening import reopen

CHUNK = 1_500_000
"""Shifts and swaps between two looks at the clock while medians close and open; some 50 ms."""


@dataclass(frozen=True)
class Served:
    """An assignment with its medians, cost (weight x distance) and overload (demand)."""

    territory: Ints
    median: Ints
    cost: float
    overload: float

    @property
    def rank(self) -> tuple[float, float]:
        """Return (overload, cost): lower is better, in order."""
        return round(self.overload, 9), self.cost


def serve(
    customers: Customers, k: int, params: SearchParams, steps: int | None, seed: int, clock: Clock
) -> Served:
    """Choose k medians and who is served from which, within the capacities of the medians.

    Parameters
    ----------
    customers
        Units with weight of distance, demand, and capacity as a median.
    k
        Number of medians, at most the number of units.
    steps
        Shifts and swaps to try in all; None for as many as ``serve_steps`` says.
    """
    n, numbers = len(customers.xy), params.serve
    steps = steps or max(int(params.serve_steps * params.served(n)), 200_000)
    best: Served | None = None
    moves = min(steps // 3 // numbers.starts, numbers.moves_first * n)
    for turn in range(numbers.starts):
        first = _first(customers, k, seed * 77 + turn, params.clusters)
        served = _cool(customers, first, moves, seed + turn, clock, numbers)
        best = served if best is None else min(best, served, key=lambda each: each.rank)
        if not clock.go_on(0.1 * (turn + 1) / numbers.starts):
            break
    if best is None or clock.stopped or k == 1:
        first = _first(customers, k, seed, params.clusters)
        return best or _cool(customers, first, 0, seed, clock, numbers)
    best = shake(customers, best, steps - numbers.starts * moves, seed, clock, numbers)
    if clock.stopped or best.overload > 0:
        return best
    service = _service(customers, best.territory, rng_state(seed), numbers.nearest)
    service.territory[:], service.median[:] = improve_by_regions(
        customers,
        best.territory,
        best.median,
        steps // numbers.moves_a_region,
        seed,
        clock,
        params.region,
    )
    service.load[:] = sums(service.territory, customers.demand, k)
    return min(best, _served(customers, service), key=lambda each: each.rank)


def _first(customers: Customers, k: int, seed: int, numbers: ClusterParams) -> Ints:
    demand = customers.demand if customers.demand.any() else np.ones(len(customers.xy))
    mass = customers.weight + 1e-6 * max(float(customers.weight.mean()), 1e-9)
    part, _ = balanced_start(customers.xy, demand, mass, k, seed, numbers=numbers)
    empty = np.flatnonzero(np.bincount(part, minlength=k) == 0)
    if len(empty):
        rich = np.flatnonzero(np.bincount(part, minlength=k)[part] > 1)
        part[np.random.default_rng(seed).choice(rich, len(empty), replace=False)] = empty
    return part


def _cool(
    customers: Customers, first: Ints, steps: int, seed: int, clock: Clock, numbers: ServeParams
) -> Served:
    """Cool from this assignment, medians following, and return the best one met."""
    service = _service(customers, first, rng_state(seed), numbers.nearest)
    turns = numbers.turns
    dear = 1e6 * max(float(customers.weight.max()), 1e-12)
    relocate(customers, service, dear)
    _near(customers, service)
    cost = _cost(customers, service)
    unit = max(cost / len(first), 1e-9)
    fair = unit / max(float(customers.demand.mean()), 1e-12)
    best = _served(customers, service)
    everybody = np.arange(len(first))
    for turn in range(turns):
        p = turn / (turns - 1)
        price = fair * 0.5 * 60**p
        exchange(
            steps // turns, everybody, unit * numbers.heat * 0.01**p, price, customers, service
        )
        _list(service)
        service.load[:] = sums(service.territory, customers.demand, len(service.load))
        relocate(customers, service, price)
        _near(customers, service)
        if p > 0.5:
            found = _served(customers, service)
            best = min(best, found, key=lambda each: each.rank)
        if not clock.go_on(p):
            break
    return best


def _service(
    customers: Customers,
    first: Ints,
    rng: "np.ndarray[tuple[int], np.dtype[np.uint64]]",
    nearest: int,
) -> Service:
    k = int(first.max()) + 1
    median = np.array([int(np.flatnonzero(first == t)[0]) for t in range(k)])
    n = len(first)
    service = Service(
        first.copy(), median, sums(first, customers.demand, k),
        np.zeros((n, min(nearest, k)), dtype=np.int64), np.zeros(n, dtype=np.int64),
        np.zeros(k + 1, dtype=np.int64), rng,
    )  # fmt: skip
    _list(service)
    return service


def _list(service: Service) -> None:
    """List the members of each territory afresh."""
    service.members[:] = np.argsort(service.territory, kind="stable")
    count = np.bincount(service.territory, minlength=len(service.median))
    np.cumsum(count, out=service.start[1:])


def _near(customers: Customers, service: Service) -> None:
    """Find the medians nearest to each unit."""
    reach = service.near.shape[1]
    if len(customers.table):
        far = customers.table[:, service.median]
        service.near[:] = np.argpartition(far, reach - 1, axis=1)[:, :reach]
        return
    from scipy.spatial import cKDTree

    found = cKDTree(customers.xy[service.median]).query(customers.xy, k=reach)[1]
    service.near[:] = np.asarray(found).reshape(service.near.shape)


def _far(customers: Customers, service: Service) -> Floats:
    at = service.median[service.territory]
    if len(customers.table):
        return np.asarray(customers.table[np.arange(len(at)), at])
    return np.asarray(np.linalg.norm(customers.xy - customers.xy[at], axis=1))


def _cost(customers: Customers, service: Service) -> float:
    return float((customers.weight * _far(customers, service)).sum())


def _served(customers: Customers, service: Service) -> Served:
    return Served(
        service.territory.copy(), service.median.copy(), _cost(customers, service),
        _overload(customers, service.median, service.load),
    )  # fmt: skip


def _overload(customers: Customers, median: Ints, load: Floats) -> float:
    return float(np.maximum(load - customers.capacity[median] - 1e-9, 0).sum())


def shake(
    customers: Customers, first: Served, steps: int, seed: int, clock: Clock, numbers: ServeParams
) -> Served:
    """Close a median and open another, again and again, and repair around both.

    What gets dearer is taken at first as an annealing takes it, in the end not at all.
    """
    rng = rng_state(seed + 5)
    territory, median = first.territory.copy(), first.median.copy()
    load = sums(territory, customers.demand, len(median))
    heat = numbers.reopen_heat * first.cost / len(median)
    best, spent, tries = first, 0, 1
    while spent < steps:
        left = 1 - spent / steps
        cost, done = reopen(
            tries, numbers.moves_a_unit, heat * left, customers, territory, median, load, rng
        )
        spent += done
        tries = max(CHUNK * tries // done, 1)
        over = _overload(customers, median, load)
        if (round(over, 9), cost) < best.rank:
            best = Served(territory.copy(), median.copy(), cost, over)
        if not clock.go_on(0.1 + 0.88 * spent / steps):
            break
    return best
