"""The tasks a problem falls into: containers, and lands no bridge joins."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.apportion import container_of, largest_remainder
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.graph import graph_of, parts
from comarca.engine.territories.problem import Floats, Ints, InvalidProblem, Problem, edges_of

LEAST_LAND = 0.25
"""Mean territories that a land holds at least to be given one of its own."""


class Task(NamedTuple):
    """Units to divide among territories ``first`` to ``first + k - 1``, each near ``mean``."""

    units: Ints
    first: int
    k: int
    mean: Floats


def lands(problem: Problem) -> Ints:
    """Return the land of each unit: what borders and bridges within a container join."""
    container = container_of(problem)
    edges, length = edges_of(problem)
    same = container[edges[:, 0]] == container[edges[:, 1]] if len(edges) else np.zeros(0, bool)
    graph = graph_of(problem.size, edges[same], length[same])
    land, _ = parts(graph.start, graph.other, container)
    return land


def tasks(problem: Problem, counts: Ints) -> Iterator[Task]:
    """Give each container; where nothing ties territories to places, each of its lands apart."""
    container, land = container_of(problem), lands(problem)
    weight = next(iter(problem.measures.values()))
    tied = (problem.homes, problem.locks, problem.current, problem.forbids, problem.together)
    apart = problem.edges is not None and all(each is None for each in tied)
    first = 0
    for c, k in enumerate(counts.tolist()):
        units = np.flatnonzero(container == c)
        if not len(units):
            raise InvalidProblem(f"Container {c} has no unit.")
        if k > len(units):
            raise InvalidProblem(
                f"{k} territories cannot be made of the {len(units)} units of container {c}."
            )
        mean = np.array([values[units].sum() / k for values in problem.measures.values()])
        shares = _by_land(problem.xy, units, land[units], weight, k) if apart else [(units, k)]
        for mine, each in shares:
            yield Task(mine, first, each, mean)
            first += each


def _by_land(
    xy: Floats, units: Ints, land: Ints, weight: Floats, k: int
) -> list[tuple[Ints, int]]:  # fmt: skip
    """Return the lands of a container with their numbers of territories; exclaves go with others.

    A land with next to no work would leave somebody next to nothing to do, and the others too much.
    """
    names, index = np.unique(land, return_inverse=True)
    if len(names) == 1:
        return [(units, k)]
    load = sums(index, weight[units])
    small = load < LEAST_LAND * max(float(load.sum()), 1e-12) / k
    if small.any():
        index = _joined(xy[units], index, small)
        load = sums(index, weight[units])
    if not 1 < len(load) <= k:
        return [(units, k)]
    share = np.minimum(largest_remainder(load, k), np.bincount(index))
    if share.sum() != k:
        return [(units, k)]
    return [(units[index == i], int(each)) for i, each in enumerate(share)]


def _joined(xy: Floats, land: Ints, small: NDArray[np.bool_]) -> Ints:
    """Return the land of each unit once small ones are part of the nearest that is not, ``(n,)``.

    All is one land where all are small.
    """
    from scipy.spatial import cKDTree

    if small.all():
        return np.zeros_like(land)
    large, joined = np.flatnonzero(~small[land]), land.copy()
    tree = cKDTree(xy[large])
    for each in np.flatnonzero(small).tolist():
        inside = np.flatnonzero(land == each)
        far, near = (np.atleast_1d(found) for found in tree.query(xy[inside]))
        joined[inside] = land[large[int(near[np.argmin(far)])]]
    return np.unique(joined, return_inverse=True)[1].astype(np.int64)
