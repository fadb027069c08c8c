"""What is to be divided, and under which conditions; checked at the door."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Distance = Literal["median", "centroid", "home"]


class InvalidProblem(ValueError):
    """The input cannot be divided as asked; the message names the index at fault."""


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Problem:
    """Units, their measures and borders, and what may not move.

    Parameters
    ----------
    xy
        Representative points in metres, shape ``(n, 2)``.
    measures
        Measures of each unit by name, each of shape ``(n,)``, never negative. The first is the
        weight of the distance.
    edges
        Pairs of unit indices that touch or are linked, shape ``(e, 2)``; None where contiguity
        does not count.
    edge_length
        Shared border in any unit of length, shape ``(e,)``; 0 for a bridge.
    current
        Territory of each unit today, -1 for none, shape ``(n,)``.
    locks
        Territory a unit must stay in, -1 for free, shape ``(n,)``.
    forbids
        Pairs ``(unit, territory)`` that may not be, shape ``(f, 2)``.
    together
        Group of each unit that must stay whole, -1 for none, shape ``(n,)``.
    container
        Container of each unit, 0 to c - 1, shape ``(n,)``; territories never mix two.
    homes
        Fixed centres in metres, shape ``(k, 2)``: territory ``t`` is served from row ``t``.
    capacity
        The most that a territory centred on a unit may hold, shape ``(n,)``.
    """

    xy: Floats
    measures: dict[str, Floats]
    edges: Ints | None = None
    edge_length: Floats | None = None
    current: Ints | None = None
    locks: Ints | None = None
    forbids: Ints | None = None
    together: Ints | None = None
    container: Ints | None = None
    homes: Floats | None = None
    capacity: Floats | None = None

    @property
    def size(self) -> int:
        """Return the number of units."""
        return len(self.xy)


@dataclass(frozen=True)
class Options:
    """How to divide.

    Parameters
    ----------
    k
        Number of territories in all; None where homes or ``k_by_container`` say it.
    k_by_container
        Number of territories of each container; None to apportion ``k`` by the first measure.
    tolerance
        Share a territory may deviate from its container's mean, by measure (0.05 is 5 %).
    distance
        ``median`` to the best unit, ``centroid`` to the middle, ``home`` to the fixed centre.
    max_moved
        Most of the first measure (share, 0 to 1) that may leave its current territory.
    moved_weight
        Price of moving everything, in multiples of the whole cost of distance.
    balance
        Balance wished within the tolerance: 1 is as compact as it allows, 0.2 much fairer.
    border_weight
        Price of the length of borders, relative to distance.
    seed, steps, time_limit
        The same seed and steps give the same bytes; the time limit (seconds) only cuts short.
    """

    k: int | None = None
    k_by_container: tuple[int, ...] | None = None
    tolerance: dict[str, float] = field(default_factory=dict)
    distance: Distance = "centroid"
    max_moved: float | None = None
    moved_weight: float = 0.0
    balance: float = 1.0
    border_weight: float = 0.3
    seed: int = 1
    steps: int | None = None
    time_limit: float | None = None


def _refuse(bad: NDArray[np.bool_], text: str) -> None:
    if bad.any():
        raise InvalidProblem(text.format(int(np.argmax(bad))))


def _check_ids(values: Ints | None, n: int, top: int | None, name: str) -> None:
    if values is None:
        return
    if len(values) != n:
        raise InvalidProblem(f"{name} has {len(values)} rows where there are {n} units.")
    _refuse(np.asarray(values) < -1, f"{name} of unit {{}} is below -1.")
    if top is not None:
        _refuse(
            np.asarray(values) >= top, f"{name} of unit {{}} names no territory (0 to {top - 1})."
        )


def check(problem: Problem, k: int) -> None:
    """Raise ``InvalidProblem`` for whatever is wrong with the input, naming the index."""
    n = problem.size
    if n == 0:
        raise InvalidProblem("There is no unit to divide.")
    if k < 1:
        raise InvalidProblem("At least one territory is needed.")
    if k > n:
        raise InvalidProblem(f"{k} territories cannot be made of {n} units.")
    _refuse(~np.isfinite(problem.xy).all(axis=1), "The place of unit {} is not a number.")
    if not problem.measures:
        raise InvalidProblem("At least one measure is needed.")
    for name, values in problem.measures.items():
        if len(values) != n:
            raise InvalidProblem(f"{name} has {len(values)} rows where there are {n} units.")
        _refuse(~np.isfinite(values), f"{name} of unit {{}} is not a number.")
        _refuse(np.asarray(values) < 0, f"{name} of unit {{}} is negative.")
    if problem.edges is not None and len(problem.edges):
        outside = (problem.edges < 0) | (problem.edges >= n)
        _refuse(outside.any(axis=1), "Border {} names a unit that does not exist.")
    if problem.edge_length is not None:
        if len(problem.edge_length) != len(problem.edges if problem.edges is not None else ()):
            raise InvalidProblem("Every border needs one length.")
        bad = ~(np.isfinite(problem.edge_length) & (problem.edge_length >= 0))
        _refuse(bad, "The length of border {} is not a length.")
    if problem.homes is not None:
        if len(problem.homes) != k:
            raise InvalidProblem(f"{k} territories need {k} homes, not {len(problem.homes)}.")
        _refuse(~np.isfinite(problem.homes).all(axis=1), "Home {} is not a place.")
    _check_ids(problem.current, n, None, "The current territory")
    _check_ids(problem.locks, n, k, "The lock")
    _check_ids(problem.together, n, None, "The group")
    _check_ids(problem.container, n, None, "The container")
    if problem.capacity is not None:
        if len(problem.capacity) != n:
            raise InvalidProblem(f"{len(problem.capacity)} capacities for {n} units.")
        _refuse(~(problem.capacity >= 0), "The capacity of unit {} is not an amount.")
    if problem.forbids is not None and len(problem.forbids):
        units, territories = problem.forbids.T
        _refuse((units < 0) | (units >= n), "Forbidden pair {} names no unit.")
        _refuse((territories < 0) | (territories >= k), "Forbidden pair {} names no territory.")


def check_containers(problem: Problem, container: Ints) -> None:
    """Raise ``InvalidProblem`` where a lock or a group would mix two containers."""
    if problem.container is None:
        return
    own = np.asarray(problem.container)
    if problem.locks is not None:
        away = (problem.locks >= 0) & (container[problem.locks] != own)
        _refuse(away, "Unit {} is locked into a territory of another container.")
    if problem.together is not None:
        order = np.lexsort((own, problem.together))
        group, inside = problem.together[order], own[order]
        mixed = (group[1:] == group[:-1]) & (group[1:] >= 0) & (inside[1:] != inside[:-1])
        if mixed.any():
            unit = int(order[1:][mixed][0])
            raise InvalidProblem(f"The group of unit {unit} lies in two containers.")


def edges_of(problem: Problem) -> tuple[Ints, Floats]:
    """Return the borders and their lengths; none where contiguity does not count."""
    edges = np.zeros((0, 2), dtype=np.int64) if problem.edges is None else problem.edges
    edges = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    length = np.ones(len(edges)) if problem.edge_length is None else problem.edge_length
    return edges, np.asarray(length, dtype=np.float64)
