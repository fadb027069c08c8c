"""A few neighbouring medians and all they serve, chosen anew exactly.

The local improvement of Gnägi and Baumann ("A matheuristic for large-scale capacitated
clustering", *Computers & Operations Research* 132, 2021): medians and assignments of a region are
one small capacitated p-median problem for a solver (HiGHS); everything else stands still.
"""

import numpy as np

from comarca.engine.progress import Clock
from comarca.engine.solver import GoOn, Model, solved
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.late_params import RegionParams
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.medians import Customers


def improve_by_regions(
    customers: Customers,
    territory: Ints,
    median: Ints,
    most: int,
    seed: int,
    clock: Clock,
    numbers: RegionParams,
) -> tuple[Ints, Ints]:
    """Return an assignment and its medians with no dearer region; never worse than given.

    At most ``most`` regions are drawn, each around a median; one that could not be improved is
    left until a median in it has changed.
    """
    rng = np.random.default_rng(seed)
    territory, median = territory.copy(), median.copy()
    k = len(median)
    open_ = np.ones(k, dtype=bool)
    for turn in range(min(3 * k, most, numbers.most)):
        if not open_.any() or not clock.go_on(0.98 + 0.02 * turn / numbers.most):
            break
        first = int(rng.choice(np.flatnonzero(open_)))
        inside = _region(customers, territory, median, first, numbers)
        if _anew(customers, territory, median, inside, lambda: clock.go_on(0.98), numbers):
            open_[inside] = True
        else:
            open_[first] = False
            open_[inside[:3]] = False  # they would draw nearly the same region
    return territory, median


def _away(customers: Customers, units: Ints, others: Ints) -> Floats:
    if len(customers.table):
        return np.asarray(customers.table[np.ix_(units, others)])
    from scipy.spatial.distance import cdist

    return np.asarray(cdist(customers.xy[units], customers.xy[others]))


def _region(
    customers: Customers, territory: Ints, median: Ints, first: int, numbers: RegionParams
) -> Ints:
    """Return the territories nearest to the first, as many as the solver bears."""
    sizes = np.bincount(territory, minlength=len(median))
    order = np.argsort(_away(customers, median[[first]], median)[0], kind="stable")
    order = order[: numbers.medians]
    units = np.cumsum(sizes[order])
    pairs = units * np.minimum(units, numbers.candidates * np.arange(1, len(order) + 1))
    count = max(int(np.searchsorted(pairs, numbers.pairs, side="right")), 2)
    return np.asarray(order[:count], dtype=np.int64)


def _candidates(customers: Customers, units: Ints, median: Ints, most: int) -> Ints:
    """Return the units that may be medians: all of a small region, else the nearest few."""
    if len(units) <= most * len(median):
        found = units
    else:
        order = np.argsort(_away(customers, median, units), axis=1, kind="stable")
        found = np.unique(units[order[:, :most]].ravel())
    free = customers.capacity[found] > 0
    return np.union1d(found[free], median)


def _anew(
    customers: Customers, territory: Ints, median: Ints, inside: Ints, go_on: GoOn,
    numbers: RegionParams,
) -> bool:  # fmt: skip
    """Choose the medians of a region anew; return whether it became cheaper."""
    units = np.flatnonzero(np.isin(territory, inside))
    if not customers.free[units].all():
        return False
    present = median[inside]
    place = _candidates(customers, units, present, numbers.candidates)
    cost = customers.weight[units][:, None] * _away(customers, units, place)
    chosen = _solved(
        cost, customers.demand[units], customers.capacity[place], len(inside), go_on, numbers
    )
    if chosen is None:
        return False
    far = _away(customers, units, median)[np.arange(len(units)), territory[units]]
    before = float((customers.weight[units] * far).sum())
    after = float(cost[np.arange(len(units)), chosen].sum())
    held = sums(chosen, customers.demand[units], len(place))
    opened = np.unique(chosen)
    fits = (held[opened] <= customers.capacity[place[opened]] + 1e-9).all()
    if after >= before * (1 - 1e-9) or len(opened) != len(inside) or not fits:
        return False
    median[inside] = place[opened]
    territory[units] = inside[np.searchsorted(opened, chosen)]
    return True


def _solved(
    cost: Floats, demand: Floats, capacity: Floats, p: int, go_on: GoOn, numbers: RegionParams
) -> Ints | None:
    """Return the column that serves each row, with p columns open; None where none was found."""
    from scipy.sparse import coo_matrix, hstack, vstack

    n, c = cost.shape
    row, column = np.repeat(np.arange(n), c), np.tile(np.arange(c), n)
    pair, ones = np.arange(n * c), np.ones(n * c)
    once = coo_matrix((ones, (row, pair)), shape=(n, n * c + c))
    load = hstack([
        coo_matrix((demand[row], (column, pair)), shape=(c, n * c)),
        coo_matrix((-np.where(np.isfinite(capacity), capacity, demand.sum()),
                    (np.arange(c), np.arange(c))), shape=(c, c)),
    ])  # fmt: skip
    tight = coo_matrix(
        (np.r_[ones, -ones], (np.r_[pair, pair], np.r_[pair, n * c + column])),
        shape=(n * c, n * c + c),
    )
    count = coo_matrix((np.ones(c), (np.zeros(c, int), n * c + np.arange(c))),
                       shape=(1, n * c + c))  # fmt: skip
    none, least = np.full(c + n * c, -np.inf), np.zeros(c + n * c)
    model = Model(
        cost=np.r_[cost.ravel(), np.zeros(c)], matrix=vstack([once, count, load, tight]),
        low=np.r_[np.ones(n), p, none], high=np.r_[np.ones(n), p, least],
        lower=np.zeros(n * c + c), upper=np.ones(n * c + c),
        whole=np.ones(n * c + c, dtype=bool),
    )  # fmt: skip
    answer = solved(model, go_on, gap=numbers.gap, nodes=numbers.nodes)
    if answer is None:
        return None
    return np.asarray(answer.x[: n * c].reshape(n, c).argmax(axis=1), dtype=np.int64)
