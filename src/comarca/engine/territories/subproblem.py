"""One container to be divided, as arrays: groups merged, territories numbered from 0."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.components import Task
from comarca.engine.territories.graph import graph_of, link_parts
from comarca.engine.territories.merge import merge
from comarca.engine.territories.params import DEFAULTS, SearchParams
from comarca.engine.territories.problem import (
    Floats,
    Ints,
    InvalidProblem,
    Options,
    Problem,
    edges_of,
)
from comarca.engine.territories.search.records import Graph

NO_TOLERANCE = 1e9
NEAREST = 8
"""Neighbours of a unit where contiguity does not count."""


@dataclass(frozen=True)
class Subproblem:
    """The units of one task (groups already merged) and what their division must meet.

    ``n`` units, ``k`` territories, ``m`` measures. ``members`` counts the true units in each;
    ``area`` is their surface in shares of the whole, ``(n,)``; ``table`` the true cost of each
    unit at each home, ``(n, k)``, or None; ``mean`` is ``(k, m)``; a capacity
    counts measure ``capped``; ``travel`` is ``(n, n)`` where the distance is a table; ``group`` is
    -1 for units that may be apart.
    """

    xy: Floats
    weights: Floats
    area: Floats
    graph: Graph
    k: int
    mean: Floats
    tolerance: Floats
    locks: Ints
    current: Ints
    forbidden: NDArray[np.bool_]
    homes: Floats | None
    table: Floats | None
    capacity: Floats | None
    capped: int
    travel: Floats | None
    options: Options
    contiguous: bool
    group: Ints

    @property
    def size(self) -> int:
        """Return the number of units, merged ones counted once."""
        return len(self.xy)

    @property
    def empty(self) -> float:
        """Return the share of the land that holds no work."""
        return float(self.area[self.weights[:, 0] <= 0].sum())

    def mass(self, params: SearchParams) -> Floats:
        """Return what pulls on the centres, ``(n,)``: the work, and a floor by area."""
        weight = self.weights[:, 0]
        floor = params.area_floor + params.area_floor_empty * self.empty
        floor *= params.shape_homes if self.by_home else 1.0
        return np.asarray(weight + floor * max(float(weight.sum()), 1e-9) * self.area)

    @property
    def unavoidable(self) -> float:
        """Return the excess that no division can do without, in mean territories.

        A unit heavier than the limit is over it wherever it is, and what it holds is lacking in
        the territories that have none of those.
        """
        mean, measured = self.mean[0], self.mean[0] > 0
        high, low = mean * (1 + self.tolerance), mean * (1 - self.tolerance)
        over = np.maximum(self.weights - high, 0)
        heavy = self.weights > high
        rest = np.where(heavy, 0, self.weights).sum(axis=0)
        lacking = np.maximum((self.k - heavy.sum(axis=0)) * low - rest, 0)
        return float(((over.sum(axis=0) + lacking) / np.maximum(mean, 1e-12))[measured].sum())

    @property
    def several(self) -> bool:
        """Return whether more than one measure is to be balanced, with anything of it there."""
        return int(((self.tolerance < NO_TOLERANCE) & (self.mean[0] > 0)).sum()) > 1

    @property
    def by_home(self) -> bool:
        """Return whether distance is counted to fixed homes."""
        return self.options.distance == "home" and self.homes is not None

    @property
    def most_moved(self) -> float:
        """Return how much of the first measure may leave its current territory."""
        if self.options.max_moved is None:
            return 1e300
        tied = float(self.weights[self.current >= 0, 0].sum())
        return self.options.max_moved * tied + 1e-9 * max(tied, 1.0)

    @property
    def starts_from_current(self) -> bool:
        """Return whether the wishes speak of today's territories."""
        speaks = self.options.max_moved is not None or self.options.moved_weight > 0
        return speaks and bool((self.current >= 0).any())


def subproblem(
    problem: Problem, options: Options, task: Task, *, merging: bool = True,
    params: SearchParams = DEFAULTS,
) -> tuple[Subproblem, Ints]:  # fmt: skip
    """Return one task of a problem as arrays, and the merged unit of each of its units.

    Without ``merging`` every unit stands for itself, and ``group`` says what must stay together.
    """
    units, first, k, mean = task
    tolerance = np.array([options.tolerance.get(name, NO_TOLERANCE) for name in problem.measures])
    edges, length = edges_of(problem)
    place = np.full(problem.size, -1, dtype=np.int64)
    place[units] = np.arange(len(units))
    inside = (place[edges] >= 0).all(axis=1) if len(edges) else np.zeros(0, dtype=bool)
    edges, length = place[edges[inside]].reshape(-1, 2), length[inside]
    member = np.arange(len(units))
    if merging:
        member = merge(problem, options, units, edges, mean * (1 - tolerance), k)
    n = int(member.max()) + 1
    place[units] = member
    xy, weights = _merged(problem, units, member, n)
    homes = None if problem.homes is None else problem.homes[first : first + k]
    area = sums(member, _area(problem, units, edges, length), n)
    length = evened(length, params.border_each)
    edges, length = _linked(xy, member[edges], length, contiguous=problem.edges is not None)
    return Subproblem(
        xy=xy, weights=weights, area=area, graph=graph_of(n, edges, length), k=k,
        mean=np.tile(mean, (k, 1)), tolerance=tolerance,
        locks=_local(problem.locks, units, member, n, first, k),
        current=_local(problem.current, units, member, n, first, k),
        forbidden=_forbidden(problem, place, n, first, k), homes=homes,
        table=_table(problem, options, units, member, homes, first, k, n),
        capacity=_capacity(problem, units, member, n), capped=_capped(problem),
        travel=_travel(problem, options, units, member, n), options=options,
        contiguous=problem.edges is not None, group=_groups(problem, units, merging=merging),
    ), member  # fmt: skip


def _merged(problem: Problem, units: Ints, member: Ints, n: int) -> tuple[Floats, Floats]:
    """Return the places and measures of merged units: the weighted middle and the sum."""
    columns = [sums(member, values[units], n) for values in problem.measures.values()]
    heavy = problem.weight[units] + 1e-9
    mass = sums(member, heavy, n)
    xy = np.column_stack([
        sums(member, heavy * problem.xy[units, axis], n) / mass
        for axis in range(2)
    ])  # fmt: skip
    return xy, np.column_stack(columns).astype(np.float64)


def _area(problem: Problem, units: Ints, edges: Ints, length: Floats) -> Floats:
    """Return the surface of each unit in shares of all: given, or guessed from its borders."""
    n = len(units)
    if problem.area is not None:
        area = np.asarray(problem.area, dtype=np.float64)[units]
    else:
        around = sums(edges.ravel(), np.repeat(length, 2), n) if len(edges) else np.zeros(n)
        area = around**2
    middle = float(np.median(area[area > 0])) if (area > 0).any() else 1.0
    area = np.clip(area, 0.1 * middle, 20 * middle)
    return np.asarray(area / area.sum())


def _table(
    problem: Problem, options: Options, units: Ints, member: Ints, homes: Floats | None,
    first: int, k: int, n: int,
) -> Floats | None:  # fmt: skip
    """Return the true cost of each merged unit at each home, ``(n, k)``."""
    if homes is None or options.distance != "home":
        return None
    from scipy.sparse import coo_matrix
    from scipy.spatial.distance import cdist

    if problem.travel is not None:
        far = np.asarray(problem.travel, dtype=np.float64)[units, first : first + k]
    else:
        far = cdist(problem.xy[units], homes)
    cost = far * problem.weight[units][:, None]
    belongs = coo_matrix(
        (np.ones(len(units)), (member, np.arange(len(units)))), shape=(n, len(units))
    )
    return np.ascontiguousarray(belongs @ cost, dtype=np.float64)


def evened(length: Floats, each: float) -> Floats:
    """Return what borders count: their length, and a share that each counts alike; bridges 0.

    A border between two units divides neighbours however short it is. By length alone, borders
    of territories creep along many short ones.

    Examples
    --------
    >>> evened(np.array([1.0, 3.0, 0.0]), 0.5).tolist()
    [1.5, 2.5, 0.0]
    """
    there = length > 0
    if not there.any():
        return length
    return np.asarray(np.where(there, (1 - each) * length + each * length[there].mean(), 0.0))


def _linked(xy: Floats, edges: Ints, length: Floats, *, contiguous: bool) -> tuple[Ints, Floats]:
    """Return the edges the search walks over: lands without a bridge get the shortest link."""
    if not contiguous:
        edges = _nearest(xy)
        length = np.zeros(len(edges))
    links, count = link_parts(xy, graph_of(len(xy), edges, length))
    if count > 1:
        edges = np.concatenate([edges, links])
        length = np.concatenate([length, np.zeros(len(links))])
    return edges, length


def _nearest(xy: Floats) -> Ints:
    from scipy.spatial import cKDTree

    reach = min(len(xy), NEAREST + 1)
    _, near = cKDTree(xy).query(xy, k=reach)
    near = np.asarray(near).reshape(len(xy), reach)
    return np.column_stack([np.repeat(np.arange(len(xy)), reach), near.ravel()])


def _local(values: Ints | None, units: Ints, member: Ints, n: int, first: int, k: int) -> Ints:
    answer = np.full(n, -1, dtype=np.int64)
    if values is not None:
        mine = np.asarray(values)[units] - first
        fits = (mine >= 0) & (mine < k)
        answer[member[fits]] = mine[fits]
    return answer


def _capacity(problem: Problem, units: Ints, member: Ints, n: int) -> Floats | None:
    if problem.capacity is None:
        return None
    answer = np.zeros(n)
    np.maximum.at(answer, member, problem.capacity[units])
    return answer


def _groups(problem: Problem, units: Ints, *, merging: bool) -> Ints:
    if merging or problem.together is None:
        return np.full(len(units), -1, dtype=np.int64)
    return np.asarray(problem.together, dtype=np.int64)[units]


def _capped(problem: Problem) -> int:
    name = problem.capacity_measure
    return 0 if name is None else list(problem.measures).index(name)


def _travel(problem: Problem, options: Options, units: Ints, member: Ints, n: int) -> Floats | None:
    """Return the travel between merged units, ``(n, n)``: that of the first unit of each."""
    if problem.travel is None or options.distance != "median":
        return None
    first = np.full(n, len(units), dtype=np.int64)
    np.minimum.at(first, member, np.arange(len(units)))
    return np.asarray(problem.travel, dtype=np.float64)[np.ix_(units[first], units[first])]


def _forbidden(problem: Problem, place: Ints, n: int, first: int, k: int) -> NDArray[np.bool_]:
    if problem.forbids is None or not len(problem.forbids):
        return np.zeros((0, 0), dtype=bool)
    answer = np.zeros((n, k), dtype=bool)
    for unit, territory in problem.forbids:
        if place[unit] >= 0 and first <= territory < first + k:
            answer[place[unit], territory - first] = True
    full = answer.all(axis=1)
    if full.any():
        unit = int(np.flatnonzero(place == int(np.argmax(full)))[0])
        raise InvalidProblem(f"Unit {unit} is forbidden in every territory.")
    return answer
