"""Who serves which territory, so that homes are near and customers keep their person."""

import numpy as np

from comarca.engine.territories.problem import Floats, Ints


def assign_people(centres: Floats, homes: Floats, kept: Floats | None = None) -> Ints:
    """Return the person of each territory, shape ``(k,)``; -1 where there are too few.

    Solves the assignment problem (Kuhn 1955) on the distance in km less what each person keeps.

    Parameters
    ----------
    centres, homes
        Metres, ``(k, 2)`` and ``(p, 2)``.
    kept
        What territory t would keep with person p, as km of driving it is worth, ``(k, p)``.

    Examples
    --------
    >>> assign_people(np.array([[0.0, 0], [9000, 0]]), np.array([[8000.0, 0], [1000, 0]])).tolist()
    [1, 0]
    """
    from scipy.optimize import linear_sum_assignment
    from scipy.spatial.distance import cdist

    cost = cdist(centres, homes) / 1000
    if kept is not None:
        cost -= kept
    rows, people = linear_sum_assignment(cost)
    answer = np.full(len(centres), -1, dtype=np.int64)
    answer[rows] = people
    return answer
