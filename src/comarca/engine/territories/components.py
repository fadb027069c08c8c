"""The tasks a problem falls into: containers, and lands no bridge joins."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from comarca.engine.territories.apportion import container_of, largest_remainder
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.graph import graph_of, parts
from comarca.engine.territories.problem import Floats, Ints, InvalidProblem, Problem, edges_of


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
        for mine, each in _by_land(units, land[units], weight, k) if apart else [(units, k)]:
            yield Task(mine, first, each, mean)
            first += each


def _by_land(units: Ints, land: Ints, weight: Floats, k: int) -> list[tuple[Ints, int]]:
    names, index = np.unique(land, return_inverse=True)
    if not 1 < len(names) <= k:
        return [(units, k)]
    load = sums(index, weight[units])
    share = np.minimum(largest_remainder(load, k), np.bincount(index))
    if share.sum() != k:
        return [(units, k)]
    return [(units[index == i], int(each)) for i, each in enumerate(share)]
