"""In how many parts a territory lies: the one count that results, pages and files show."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def count_pieces(
    territory: NDArray[np.integer], edges: NDArray[np.integer], k: int
) -> NDArray[np.int32]:
    """Return in how many connected parts each of ``k`` territories lies, shape ``(k,)``.

    ``territory`` holds the territory of each unit, ``(n,)``, -1 for none; ``edges`` the pairs of
    units that touch, ``(m, 2)``. 1 is whole, 2 and more is broken, 0 is empty.

    >>> count_pieces(np.array([0, 0, 0, 1]), np.array([[0, 1], [1, 3]]), 3).tolist()
    [2, 1, 0]
    """
    home = np.asarray(territory, dtype=np.int64)
    a, b = np.asarray(edges, dtype=np.int64).reshape(-1, 2).T
    within = (home[a] == home[b]) & (home[a] >= 0)
    joined = coo_array((np.ones(int(within.sum())), (a[within], b[within])), shape=(len(home),) * 2)
    _count, part = connected_components(joined, directed=False)
    first = np.unique(part, return_index=True)[1]
    owners = home[first]
    found: NDArray[np.int32] = np.bincount(owners[owners >= 0], minlength=k).astype(np.int32)
    return found
