"""Refuse what cannot be divided before the work begins, naming the index at fault."""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.problem import Ints, InvalidProblem, Options, Problem


def _refuse(bad: NDArray[np.bool_] | np.bool_, text: str) -> None:
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


def check_units(problem: Problem) -> None:
    """Raise ``InvalidProblem`` where units, places, measures or borders are wrong."""
    n = problem.size
    if n == 0:
        raise InvalidProblem("There is no unit to divide.")
    if np.shape(problem.xy) != (n, 2):
        raise InvalidProblem(f"Places must be (n, 2), not {np.shape(problem.xy)}.")
    _refuse(~np.isfinite(problem.xy).all(axis=1), "The place of unit {} is not a number.")
    if not problem.measures:
        raise InvalidProblem("At least one measure is needed.")
    for name, values in problem.measures.items():
        if len(values) != n:
            raise InvalidProblem(f"{name} has {len(values)} rows where there are {n} units.")
        _refuse(~np.isfinite(values), f"{name} of unit {{}} is not a number.")
        _refuse(np.asarray(values) < 0, f"{name} of unit {{}} is negative.")
    _check_ids(problem.container, n, None, "The container")
    if problem.container is not None:
        _refuse(np.asarray(problem.container) < 0, "Unit {} is in no container.")
    _check_ids(problem.together, n, None, "The group")
    if problem.area is not None:
        if len(problem.area) != n:
            raise InvalidProblem(f"{len(problem.area)} areas for {n} units.")
        bad = ~(np.isfinite(problem.area) & (np.asarray(problem.area) >= 0))
        _refuse(bad, "The area of unit {} is not an area.")
    if problem.capacity_measure is not None and problem.capacity_measure not in problem.measures:
        raise InvalidProblem(f"The capacity counts {problem.capacity_measure}: no such measure.")
    _check_borders(problem)


def _check_borders(problem: Problem) -> None:
    n, edges, length = problem.size, problem.edges, problem.edge_length
    if edges is not None and len(edges):
        outside = (edges < 0) | (edges >= n)
        _refuse(outside.any(axis=1), "Border {} names a unit that does not exist.")
    if length is None:
        return
    if edges is None or len(length) != len(edges):
        raise InvalidProblem("Every border needs one length.")
    bad = ~(np.isfinite(length) & (np.asarray(length) >= 0))
    _refuse(bad, "The length of border {} is not a length.")


def check_options(problem: Problem, options: Options) -> None:
    """Raise ``InvalidProblem`` where an option is out of range or names no measure."""
    for name, share in options.tolerance.items():
        if name not in problem.measures:
            raise InvalidProblem(f"There is a tolerance for {name}, but no such measure.")
        if not share > 0:
            raise InvalidProblem(f"The tolerance of {name} must be above 0.")
    if options.max_moved is not None and not 0 <= options.max_moved <= 1:
        raise InvalidProblem("The share that may move must be between 0 and 1.")
    if options.steps is not None and options.steps < 1:
        raise InvalidProblem("The number of steps must be at least 1.")
    if options.distance == "home" and problem.homes is None:
        raise InvalidProblem("Distance to the home needs the homes.")


def check(problem: Problem, options: Options, k: int) -> None:
    """Raise ``InvalidProblem`` where a wish does not fit k territories, naming the index."""
    n = problem.size
    if k < 1:
        raise InvalidProblem("At least one territory is needed.")
    if k > n:
        raise InvalidProblem(f"{k} territories cannot be made of {n} units.")
    if problem.homes is not None:
        if len(problem.homes) != k:
            raise InvalidProblem(f"{k} territories need {k} homes, not {len(problem.homes)}.")
        _refuse(~np.isfinite(problem.homes).all(axis=1), "Home {} is not a place.")
    check_travel(problem, options, k)
    _check_ids(problem.current, n, None, "The current territory")
    _check_ids(problem.locks, n, k, "The lock")
    if problem.capacity is not None:
        if len(problem.capacity) != n:
            raise InvalidProblem(f"{len(problem.capacity)} capacities for {n} units.")
        _refuse(~(problem.capacity >= 0), "The capacity of unit {} is not an amount.")
    if problem.forbids is not None and len(problem.forbids):
        units, territories = problem.forbids.T
        _refuse((units < 0) | (units >= n), "Forbidden pair {} names no unit.")
        _refuse((territories < 0) | (territories >= k), "Forbidden pair {} names no territory.")
        _check_locks_allowed(problem)


def _check_locks_allowed(problem: Problem) -> None:
    if problem.locks is None or problem.forbids is None:
        return
    units, territories = problem.forbids.T
    both = problem.locks[units] == territories
    _refuse(both, "Forbidden pair {} is locked.")


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


def check_start(problem: Problem, start: Ints, container: Ints) -> None:
    """Raise ``InvalidProblem`` where a division to go on from is none."""
    _check_ids(start, problem.size, len(container), "The division to go on from")
    _refuse(np.asarray(start) < 0, "The division to go on from leaves unit {} out.")
    if problem.container is not None:
        away = container[np.asarray(start)] != np.asarray(problem.container)
        _refuse(away, "The division to go on from takes unit {} out of its container.")


def check_travel(problem: Problem, options: Options, k: int) -> None:
    """Raise ``InvalidProblem`` where the table of travel does not fit the distance asked for."""
    if problem.travel is None:
        return
    if options.distance == "centroid":
        raise InvalidProblem("A table of travel needs distance='median' or 'home'.")
    wide = k if options.distance == "home" else problem.size
    if np.shape(problem.travel) != (problem.size, wide):
        shape = np.shape(problem.travel)
        raise InvalidProblem(f"The table of travel must be ({problem.size}, {wide}), not {shape}.")
    bad = ~(np.isfinite(problem.travel) & (np.asarray(problem.travel) >= 0)).all(axis=1)
    _refuse(bad, "The travel from unit {} is not a distance.")
