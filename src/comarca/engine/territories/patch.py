"""A few neighbouring territories divided exactly: an assignment model with whole territories.

Every unit goes to one territory of the patch that is near it, so that all limits hold and the
distance to the centres as they stand is least (HiGHS). Contiguity is Zoltners and Sinha's
("Sales territory alignment: a review and model", *Management Science* 29, 1983): a unit may be
in a territory only together with a neighbour nearer to the territory's root, which keeps every
territory whole and the model small. How near is counted over borders of random length: with
borders all alike a territory could not reach around another at all, and with other lengths it
may reach elsewhere, so that a model that is tried again is another one. What stands beyond a
limit is priced, so that a patch that cannot be divided within its limits is divided as near to
them as can be.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from comarca.engine.solver import GoOn, Model, solved
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.records import MATRIX
from comarca.engine.territories.searching import Search

FREE = 1e6
"""A tolerance from which on a measure is not held to anything."""
LENGTHS = (0.3, 2.0)
"""Shortest and longest border to cross."""


@dataclass
class Rows:
    """The rows of a model while they are written: entries, and the limits of each row."""

    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, entries: Iterator[tuple[int, float]], low: float, high: float) -> None:
        """Write one row."""
        for column, value in entries:
            self.row.append(len(self.low))
            self.column.append(column)
            self.value.append(value)
        self.low.append(low)
        self.high.append(high)


def divided_exactly(
    search: Search, inside: NDArray[np.bool_], go_on: GoOn, gap: float | None = None,
    patience: int = 1, rng: np.random.Generator | None = None, dearer: Floats | None = None,
) -> Ints | None:  # fmt: skip
    """Return the division with the territories of ``inside``, ``(k,)``, divided anew; or None.

    Everything else stays. None where no answer was found, where ``go_on`` said no, or where the
    model would be too large. ``gap`` is how much
    dearer than its bound it may be; None for that of the parameters; ``patience`` how many
    times as many branches are looked at; ``dearer`` how many times dearer it is to stand beyond
    a limit in each territory, ``(k,)``.
    """
    pairs = _pairs(search, inside, np.random.default_rng(search.seed) if rng is None else rng)
    if pairs is None:
        return None
    unit, home, level = pairs
    gap = search.params.patch.gap if gap is None else gap
    dearer = np.ones(search.sub.k) if dearer is None else dearer
    answer = _solved(search, inside, unit, home, level, go_on, gap, patience, dearer)
    if answer is None:
        return None
    found = search.territory.copy()
    found[unit[answer]] = home[answer]
    return found


def _pairs(
    search: Search, inside: NDArray[np.bool_], rng: np.random.Generator
) -> tuple[Ints, Ints, Ints] | None:
    """Return (unit, territory, its turn from the root) of what may be put together."""
    sub, terr = search.sub, search.territory
    allowed = inside[terr]
    columns: list[tuple[Ints, Ints, Ints]] = []
    for t in np.flatnonzero(inside).tolist():
        mine = np.flatnonzero(terr == t)
        if not len(mine):
            return None
        root = int(mine[np.argmin(_far(search, mine, t))])
        near = _steps(search, allowed, mine, search.params.patch.hops) >= 0
        level = _turns(search, allowed, root, rng)
        units = np.flatnonzero(near & (level >= 0))
        units = units[(sub.locks[units] < 0) | (sub.locks[units] == t)]
        if sub.forbidden.size:
            units = units[~sub.forbidden[units, t]]
        columns.append((units, np.full(len(units), t), level[units]))
    unit, home, level = (np.concatenate(each) for each in zip(*columns, strict=True))
    if len(unit) > search.params.patch.pairs:
        return None
    return unit.astype(np.int64), home.astype(np.int64), level.astype(np.int64)


def _far(search: Search, units: Ints, t: int) -> Floats:
    return np.asarray(np.linalg.norm(search.sub.xy[units] - search.state.centres[t], axis=1))


def _steps(search: Search, allowed: NDArray[np.bool_], first: Ints, most: int) -> Ints:
    """Return the borders between ``first`` and every allowed unit, -1 where out of reach."""
    graph = search.sub.graph
    steps = np.full(len(allowed), -1, dtype=np.int64)
    steps[first] = 0
    front = first
    for step in range(1, most + 1):
        ends = [graph.other[graph.start[u] : graph.start[u + 1]] for u in front.tolist()]
        front = np.unique(np.concatenate(ends)) if ends else front[:0]
        front = front[allowed[front] & (steps[front] < 0)]
        if not len(front):
            break
        steps[front] = step
    return steps


def _turns(search: Search, allowed: NDArray[np.bool_], root: int, rng: np.random.Generator) -> Ints:
    """Return when each allowed unit is reached from the root, the first 0; -1 where it is not."""
    start, other = search.sub.graph.start, search.sub.graph.other
    turn = np.full(len(allowed), -1, dtype=np.int64)
    count, queue = 0, [(0.0, root)]
    while queue:
        far, u = heappop(queue)
        if turn[u] < 0:
            turn[u], count = count, count + 1
            ends = other[start[u] : start[u + 1]]
            ends = ends[allowed[ends] & (turn[ends] < 0)]
            for v, long in zip(ends.tolist(), rng.uniform(*LENGTHS, len(ends)), strict=True):
                heappush(queue, (far + long, v))
    return turn


def _cost(search: Search, unit: Ints, home: Ints) -> Floats:
    """Return the price of each pair: its distance, and the change that it is."""
    units = search.units
    if search.kind == MATRIX:
        cost = units.table[unit, home]
    else:
        away = search.sub.xy[unit] - search.state.centres[home]
        cost = units.mass[unit] * np.linalg.norm(away, axis=1)
    gone = (units.current[unit] >= 0) & (units.current[unit] != home)
    return np.asarray(cost + gone * search.rates(0.0, 0.0, 1.0).moved * units.weights[unit, 0])


def _solved(
    search: Search, inside: NDArray[np.bool_], unit: Ints, home: Ints, level: Ints, go_on: GoOn,
    gap: float, patience: int, dearer: Floats,
) -> NDArray[np.bool_] | None:  # fmt: skip
    """Return which pairs are chosen."""
    from scipy.sparse import coo_matrix

    n, rows, numbers = len(unit), Rows(), search.params.patch
    place = {pair: i for i, pair in enumerate(zip(unit.tolist(), home.tolist(), strict=True))}
    _once(rows, unit, search, inside)
    over = _limits(rows, search, inside, unit, home)
    beyond = len(over)
    _whole(rows, search, unit, home, level, place)
    entries = (np.array(rows.value), (np.array(rows.row), np.array(rows.column)))
    model = Model(
        cost=np.concatenate([_cost(search, unit, home), numbers.beyond * dearer[over]]),
        matrix=coo_matrix(entries, shape=(len(rows.low), n + beyond)),
        low=np.array(rows.low), high=np.array(rows.high),
        lower=np.concatenate([level == 0, np.zeros(beyond)]),
        upper=np.concatenate([np.ones(n), np.full(beyond, np.inf)]),
        whole=np.arange(n + beyond) < n,
    )  # fmt: skip
    answer = solved(model, go_on, gap=gap, nodes=patience * numbers.nodes, presolve=False)
    return None if answer is None else answer.x[:n] > 0.5


def _once(rows: Rows, unit: Ints, search: Search, inside: NDArray[np.bool_]) -> None:
    """Each unit of the patch in one territory."""
    order = np.argsort(unit, kind="stable")
    every = np.flatnonzero(inside[search.territory])
    edges = np.searchsorted(unit[order], np.append(every, len(inside) + search.sub.size))
    for i in range(len(every)):
        rows.add(((int(c), 1.0) for c in order[edges[i] : edges[i + 1]]), 1.0, 1.0)


def _limits(rows: Rows, search: Search, inside: NDArray[np.bool_], unit: Ints, home: Ints) -> Ints:
    """Write tolerances, caps and the cap on change.

    Return the territory of each column of what is beyond them.
    """
    limits, weights, n = search.limits, search.units.weights, len(unit)
    over: list[int] = []
    for t in np.flatnonzero(inside).tolist():
        mine = np.flatnonzero(home == t)
        bands = [
            (m, limits.mean[t, m], 1 - limits.tolerance[m], 1 + limits.tolerance[m])
            for m in range(weights.shape[1])
            if limits.mean[t, m] > 0 and limits.tolerance[m] < FREE
        ]
        if limits.cap[t] < FREE * 1e290:
            bands.append((limits.capped, max(limits.cap[t], 1e-12), -np.inf, 1.0))
        for m, mean, low, high in bands:
            entries = [(int(c), float(weights[unit[c], m] / mean)) for c in mine]
            entries += [(n + len(over), -1.0), (n + len(over) + 1, 1.0)]
            rows.add(iter(entries), low + 1e-7, high - 1e-7)
            over += [t, t]
    if limits.moved < FREE * 1e290:
        now = search.units.current[unit]
        gone = np.flatnonzero((now >= 0) & (now != home))
        left = limits.moved - float(search.state.moved[0]) + _moved_in(search, inside)
        rows.add(((int(c), float(weights[unit[c], 0])) for c in gone), -np.inf, max(left, 0.0))
    return np.array(over, dtype=np.int64)


def _moved_in(search: Search, inside: NDArray[np.bool_]) -> float:
    terr, now = search.territory, search.units.current
    gone = inside[terr] & (now >= 0) & (now != terr)
    return float(search.units.weights[gone, 0].sum())


def _whole(
    rows: Rows, search: Search, unit: Ints, home: Ints, level: Ints,
    place: dict[tuple[int, int], int],
) -> None:  # fmt: skip
    """Each unit together with a neighbour that is nearer to the root."""
    if not search.sub.contiguous:
        return
    graph = search.sub.graph
    for i in np.flatnonzero(level > 0).tolist():
        u, t = int(unit[i]), int(home[i])
        ends = graph.other[graph.start[u] : graph.start[u + 1]].tolist()
        beside = [place[v, t] for v in ends if (v, t) in place]
        nearer = [(c, -1.0) for c in beside if level[c] < level[i]]
        rows.add(iter([(i, 1.0), *nearer]), -np.inf, 0.0)
