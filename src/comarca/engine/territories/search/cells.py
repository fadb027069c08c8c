"""One step of the Lagrangian relaxation of the p-median problem on a grid of cells."""

from numba import njit

from comarca.engine.territories.problem import Floats, Ints


@njit(cache=True, nogil=True)
def worths(
    price: Floats, weight: Floats, row: Ints, column: Ints, step: Ints, far: Floats, shape: Ints,
    worth: Floats,
) -> None:  # pragma: no cover  # fmt: skip
    """Fill ``worth`` with what opening each cell saves at these prices (0 or less).

    ``row`` and ``column`` place the weighted cells, ``step`` ``(s, 2)`` lists the offsets
    between cells in order of their distance ``far``.
    """
    worth[:] = 0
    for i in range(len(weight)):
        for s in range(len(far)):
            cost = weight[i] * far[s]
            if cost >= price[i]:
                break
            r, c = row[i] + step[s, 0], column[i] + step[s, 1]
            if 0 <= r < shape[0] and 0 <= c < shape[1]:
                worth[r * shape[1] + c] += cost - price[i]


@njit(cache=True, nogil=True)
def served(
    price: Floats, weight: Floats, row: Ints, column: Ints, step: Ints, far: Floats, shape: Ints,
    opened: Ints, slope: Floats,
) -> None:  # pragma: no cover  # fmt: skip
    """Fill ``slope`` with 1 less the number of opened cells that would serve each cell."""
    for i in range(len(weight)):
        slope[i] = 1.0
        for s in range(len(far)):
            if weight[i] * far[s] >= price[i]:
                break
            r, c = row[i] + step[s, 0], column[i] + step[s, 1]
            if 0 <= r < shape[0] and 0 <= c < shape[1]:
                slope[i] -= opened[r * shape[1] + c]
