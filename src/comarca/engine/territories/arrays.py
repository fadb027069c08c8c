"""Add up by territory."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.problem import Floats


def sums(index: NDArray[Any], weights: NDArray[Any], count: int = 0) -> Floats:
    """Return the sum of ``weights`` for each value of ``index`` up to ``count - 1``, as floats.

    Examples
    --------
    >>> sums(np.array([0, 0, 2]), np.array([1.0, 2, 3]), 4).tolist()
    [3.0, 0.0, 3.0, 0.0]
    """
    return np.asarray(np.bincount(index, weights=weights, minlength=count), dtype=np.float64)
