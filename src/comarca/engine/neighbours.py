"""Neighbours of points without borders, so that accounts alone can be divided.

The Gabriel graph (Gabriel and Sokal, *Systematic Zoology* 18, 1969): of the sides of the Delaunay
triangles, those with no other point in the circle over them. It hangs together, and has no long
side along the hull. Each side weighs as the border between the two points' Voronoi cells.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def neighbours(xy: Floats) -> tuple[Ints, Floats]:
    """Return which points are neighbours, and how long the border between two of them is.

    Parameters
    ----------
    xy
        Points in metres, ``(n, 2)``; points at one place are neighbours of each other.

    Returns
    -------
    Pairs of points ``(e, 2)``, and their lengths in metres ``(e,)``.

    Examples
    --------
    >>> pairs, _ = neighbours(np.array([[0.0, 0], [1, 0], [5, 0]]))
    >>> pairs.tolist()
    [[0, 1], [1, 2]]
    """
    place, first, of_point = np.unique(xy, axis=0, return_index=True, return_inverse=True)
    of_point = of_point.ravel()
    doubles = np.flatnonzero(first[of_point] != np.arange(len(xy)))
    same = np.column_stack([first[of_point[doubles]], doubles])
    pairs, length = _in_a_row(place) if _flat(place) else _gabriel(place)
    together = np.concatenate([first[pairs].reshape(-1, 2), same])
    return together.astype(np.int64), np.concatenate([length, np.zeros(len(same))])


def _flat(place: Floats) -> bool:
    """Return whether points are too few, or lie on one line: there are no triangles then."""
    return len(place) < 4 or int(np.linalg.matrix_rank(place - place[0], tol=1e-6)) < 2


def _in_a_row(place: Floats) -> tuple[Ints, Floats]:
    """Return each point with the next along the longest axis."""
    middle = place - place.mean(axis=0)
    axis = np.linalg.svd(middle, full_matrices=False)[2][0] if len(place) > 1 else np.ones(2)
    order = np.argsort(middle @ axis, kind="stable")
    return np.column_stack([order[:-1], order[1:]]), np.ones(max(len(place) - 1, 0))


def _gabriel(place: Floats) -> tuple[Ints, Floats]:
    from scipy.spatial import Voronoi, cKDTree

    cells = Voronoi(place, qhull_options="Qbb QJ")
    pairs = np.asarray(cells.ridge_points, dtype=np.int64)
    span = np.linalg.norm(place[pairs[:, 0]] - place[pairs[:, 1]], axis=1)
    far, _ = cKDTree(place).query(place[pairs].mean(axis=1), k=3)
    third = np.asarray(far)[:, 2]  # after the two ends
    kept = third > span / 2 * (1 + 1e-9)
    ends = np.array([each if len(each) == 2 else (-1, -1) for each in cells.ridge_vertices])
    border = np.linalg.norm(cells.vertices[ends[:, 0]] - cells.vertices[ends[:, 1]], axis=1)
    border = np.where((ends < 0).any(axis=1), span, np.minimum(border, 2 * span))
    order = np.lexsort(np.sort(pairs[kept], axis=1).T[::-1])
    return np.sort(pairs[kept], axis=1)[order], border[kept][order]
