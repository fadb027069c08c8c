"""How many territories each container gets."""

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.problem import Floats, Ints, InvalidProblem, Options, Problem


def apportion(problem: Problem, options: Options) -> Ints:
    """Return the number of territories of each container, apportioned by the first measure.

    The largest-remainder method, with at least one each.
    """
    container = container_of(problem)
    size = int(container.max(initial=0)) + 1
    if options.k_by_container is not None:
        if len(options.k_by_container) != size:
            raise InvalidProblem(f"{size} containers need {size} numbers of territories.")
        return np.array(options.k_by_container, dtype=np.int64)
    k = (
        options.k
        if options.k is not None
        else len(problem.homes if problem.homes is not None else ())
    )
    if k < size:
        raise InvalidProblem(f"{size} containers need at least {size} territories, not {k}.")
    weight = next(iter(problem.measures.values()), np.ones(problem.size))
    load = sums(container, weight, size)
    return largest_remainder(load, k)


def largest_remainder(load: Floats, k: int) -> Ints:
    """Apportion k among some loads, at least one each.

    Examples
    --------
    >>> largest_remainder(np.array([55.0, 30.0, 1.0]), 10).tolist()
    [6, 3, 1]
    """
    ideal = load / max(float(load.sum()), 1e-12) * k
    answer = np.maximum(np.floor(ideal), 1).astype(np.int64)
    while answer.sum() < k:
        answer[int(np.argmax(ideal - answer))] += 1
    while answer.sum() > k:
        rich = np.where(answer > 1, answer - ideal, -np.inf)
        answer[int(np.argmax(rich))] -= 1
    return answer


def container_of(problem: Problem) -> Ints:
    """Return the container of each unit; all in one where none is given."""
    if problem.container is None:
        return np.zeros(problem.size, dtype=np.int64)
    return np.asarray(problem.container, dtype=np.int64)
