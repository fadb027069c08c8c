"""Number the territories so that they keep the numbers of those they resemble today."""

import numpy as np

from comarca.engine.territories.problem import Ints, Problem


def named_as_today(problem: Problem, territory: Ints, container: Ints) -> Ints:
    """Return the division with territories renumbered to keep as much work in place as they can.

    Nothing changes where homes, locks or forbidden pairs give the numbers a meaning.
    """
    given = (problem.homes, problem.locks, problem.forbids)
    if problem.current is None or any(each is not None for each in given):
        return territory
    from scipy.optimize import linear_sum_assignment

    k, known = len(container), np.asarray(problem.current) >= 0
    kept = np.zeros((k, k))
    held = problem.weight[known] + 1e-9
    np.add.at(kept, (territory[known], np.asarray(problem.current)[known]), held)
    kept[container[:, None] != container[None]] = -1e18
    _, number = linear_sum_assignment(kept, maximize=True)
    return np.asarray(number[territory], dtype=np.int64)
