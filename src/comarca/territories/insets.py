"""Which parts of a map lie so far away that they get a frame of their own, in any country."""

from collections import Counter, defaultdict

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Units whose cells of this size (degrees of latitude) touch belong together: 220 to 440 km.
CELL_DEGREES = 2.0


def groups(lonlat: Floats) -> Ints:
    """Return the part of the map each point belongs to; 0 is the one with most points.

    Parameters
    ----------
    lonlat
        Degrees, shape ``(n, 2)``.

    Examples
    --------
    >>> groups(np.array([[-3.7, 40.4], [2.2, 41.4], [-0.4, 39.5], [-16.2, 28.4]])).tolist()
    [0, 0, 0, 1]
    """
    if not len(lonlat):
        return np.zeros(0, dtype=np.int64)
    stretch = max(float(np.cos(np.radians(np.median(lonlat[:, 1])))), 0.1)
    cells = np.floor(lonlat * [stretch, 1.0] / CELL_DEGREES).astype(np.int64)
    places = [(int(x), int(y)) for x, y in cells]
    part = _connected(set(places))
    order = Counter(part[place] for place in places).most_common()
    rank = {name: number for number, (name, _count) in enumerate(order)}
    return np.array([rank[part[place]] for place in places], dtype=np.int64)


def _connected(cells: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return the number of the group each cell is in; cells touch at corners, too."""
    part: dict[tuple[int, int], int] = {}
    for number, first in enumerate(sorted(cells)):
        queue = [first] if first not in part else []
        while queue:
            cell = queue.pop()
            if cell in cells and cell not in part:
                part[cell] = number
                x, y = cell
                queue += [(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return part


def boxes(lonlat: Floats, group: Ints) -> list[list[float]]:
    """Return west, south, east and north of each group, the largest group first."""
    found: dict[int, list[float]] = defaultdict(list)
    for number in range(int(group.max(initial=-1)) + 1):
        inside = lonlat[group == number]
        found[number] = [*inside.min(axis=0).tolist(), *inside.max(axis=0).tolist()]
    return list(found.values())
