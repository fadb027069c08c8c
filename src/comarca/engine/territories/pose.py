"""Pose the division of one container as arrays for the search."""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.graph import link_parts, neighbours
from comarca.engine.territories.merge import merge
from comarca.engine.territories.problem import (
    Floats,
    Ints,
    InvalidProblem,
    Options,
    Problem,
    edges_of,
)
from comarca.engine.territories.state import Part
from comarca.engine.territories.sums import sums


def pose(
    problem: Problem, options: Options, units: Ints, first: int, k: int, mean: Floats
) -> tuple[Part, Ints]:
    """Return the part of the problem that ``units`` are, and the merged unit of each.

    ``first`` is the number of its first territory, ``mean`` ``(m,)`` what one should hold.
    """
    tol = np.array([options.tolerance.get(name, 1e9) for name in problem.measures])
    edges, length = edges_of(problem)
    place = np.full(problem.size, -1, dtype=np.int64)
    place[units] = np.arange(len(units))
    inside = (place[edges] >= 0).all(axis=1) if len(edges) else np.zeros(0, dtype=bool)
    edges, length = place[edges[inside]].reshape(-1, 2), length[inside]
    member = merge(problem, options, units, edges, mean * (1 - tol), k)
    n = int(member.max()) + 1
    place[units] = member
    xy, weights = _merged(problem, units, member, n)
    edges, length = _linked(xy, member[edges], length, contiguous=problem.edges is not None)
    homes = None if problem.homes is None else problem.homes[first : first + k]
    by_home = options.distance != "home" or homes is not None
    part = Part(
        xy=xy, weights=weights, rows=neighbours(n, edges, length), k=k, tol=tol,
        locks=_local(problem.locks, units, member, weights, first, k),
        current=_local(problem.current, units, member, weights, first, k),
        forbidden=_forbidden(problem, place, n, first, k), homes=homes,
        distance=options.distance if by_home else "centroid",
        border_weight=options.border_weight, moved_weight=options.moved_weight,
        max_moved=options.max_moved, balance=options.balance,
        contiguous=problem.edges is not None, capacity=_capacity(problem, units, member, n),
    )  # fmt: skip
    part.mean = np.tile(mean, (k, 1))
    if homes is not None and options.distance == "home":
        part.home_cost = _home_cost(problem, units, member, homes, n)
    return part, member


def _merged(problem: Problem, units: Ints, member: Ints, n: int) -> tuple[Floats, Floats]:
    """Return the places and measures of merged units: the weighted middle and the sum."""
    columns = [sums(member, values[units], n) for values in problem.measures.values()]
    heavy = next(iter(problem.measures.values()))[units] + 1e-9
    mass = sums(member, heavy, n)
    xy = np.column_stack([
        sums(member, heavy * problem.xy[units, axis], n) / mass
        for axis in range(2)
    ])  # fmt: skip
    return xy, np.column_stack(columns).astype(np.float64)


def _home_cost(problem: Problem, units: Ints, member: Ints, homes: Floats, n: int) -> Floats:
    """Return the true cost of each merged unit at each home, ``(n, k)``."""
    from scipy.sparse import coo_matrix
    from scipy.spatial.distance import cdist

    weight = next(iter(problem.measures.values()))[units]
    cost = cdist(problem.xy[units], homes) * weight[:, None]
    belongs = coo_matrix(
        (np.ones(len(units)), (member, np.arange(len(units)))), shape=(n, len(units))
    )
    return np.asarray(belongs @ cost, dtype=np.float64)


def _linked(xy: Floats, edges: Ints, length: Floats, *, contiguous: bool) -> tuple[Ints, Floats]:
    """Return the edges the search walks over: lands without a bridge get the shortest link."""
    if not contiguous:
        edges = _nearest(xy)
        length = np.zeros(len(edges))
    links, count = link_parts(xy, neighbours(len(xy), edges, length))
    if count > 1:
        edges = np.concatenate([edges, links])
        length = np.concatenate([length, np.zeros(len(links))])
    return edges, length


def _nearest(xy: Floats) -> Ints:
    from scipy.spatial import cKDTree

    reach = min(len(xy), 9)
    _, near = cKDTree(xy).query(xy, k=reach)
    near = near.reshape(len(xy), reach)
    return np.column_stack([np.repeat(np.arange(len(xy)), reach), near.ravel()])


def _local(
    values: Ints | None, units: Ints, member: Ints, weights: Floats, first: int, k: int
) -> Ints:
    answer = np.full(len(weights), -1, dtype=np.int64)
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
