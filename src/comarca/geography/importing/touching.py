"""Which areas touch, how long their border is, and bridges for what touches nothing."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.base.earth import KM_PER_DEGREE

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
CHUNK = 4000


def shared_borders(shapes: Any) -> tuple[Ints, Floats]:
    """Return the pairs of shapes with a common border, a < b, and its length in km."""
    import shapely

    tree = shapely.STRtree(shapes)
    a, b = tree.query(shapes, predicate="intersects")
    a, b = a[a < b], b[a < b]
    lines = shapely.boundary(shapes)
    pairs, lengths = [], []
    for begin in range(0, len(a), CHUNK):
        one, other = a[begin : begin + CHUNK], b[begin : begin + CHUNK]
        km = length_km(shapely.intersection(lines[one], lines[other]))
        long = km > 0.001
        pairs.append(np.column_stack([one[long], other[long]]))
        lengths.append(km[long])
    if not pairs:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    return np.concatenate(pairs).astype(np.int64), np.concatenate(lengths)


def length_km(shapes: Any) -> Floats:
    """Return the length of lines (or outlines) given in degrees, in km."""
    import shapely

    parts, owner = shapely.get_parts(shapes, return_index=True)
    nested, inside = shapely.get_parts(parts, return_index=True)
    owner = owner[inside]
    coords, part = shapely.get_coordinates(nested, return_index=True)
    total = np.zeros(len(shapes))
    if len(coords) < 2:
        return total
    step = np.diff(coords, axis=0)
    middle = np.radians((coords[1:, 1] + coords[:-1, 1]) / 2)
    km = np.hypot(step[:, 0] * np.cos(middle), step[:, 1]) * KM_PER_DEGREE
    same = part[1:] == part[:-1]
    np.add.at(total, owner[part[1:][same]], km[same])
    return total


def area_km2(shapes: Any) -> Floats:
    """Return the area of shapes given in degrees, in km²."""
    import shapely

    lat = np.radians(shapely.get_y(shapely.centroid(shapes)))
    found: Floats = shapely.area(shapes) * np.cos(lat) * KM_PER_DEGREE**2
    return found


def bridges(lonlat: Floats, pairs: Ints) -> tuple[Ints, Floats]:
    """Return links over water, so that everything hangs together, and their length in km.

    Each part that touches nothing else is linked to its nearest neighbour.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    n = len(lonlat)
    graph = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    count, part = connected_components(graph, directed=False)
    plane = lonlat * [np.cos(np.radians(lonlat[:, 1].mean())), 1.0]
    links, lengths = [], []
    order = np.argsort(-np.bincount(part), kind="stable")
    joined = part == order[0]
    for other in order[1:count]:
        mine = np.flatnonzero(part == other)
        base = np.flatnonzero(joined)
        far, near = (np.atleast_1d(x) for x in cKDTree(plane[base]).query(plane[mine]))
        best = int(np.argmin(far))
        links.append(sorted((int(mine[best]), int(base[near[best]]))))
        lengths.append(float(far[best]) * KM_PER_DEGREE)
        joined[mine] = True
    return np.array(links, dtype=np.int64).reshape(-1, 2), np.array(lengths)


def across_gaps(lonlat: Floats, pairs: Ints) -> tuple[Ints, Floats]:
    """Return links between parts of a grid with nothing in between, and their length in km.

    Neighbours in the Gabriel graph of the points (Gabriel and Sokal, *Systematic Zoology* 18,
    1969): each part is linked once to every part that lies next to it, not to the nearest alone,
    so that territories can grow in every direction; everything hangs together.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import Delaunay, QhullError, cKDTree

    n = len(lonlat)
    graph = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    count, part = connected_components(graph, directed=False)
    plane = lonlat * [np.cos(np.radians(lonlat[:, 1].mean())), 1.0]
    if count == 1:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    try:
        corners = Delaunay(plane).simplices
    except QhullError:  # fewer than three points, or all in a row
        return bridges(lonlat, pairs)
    sides = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])
    sides = np.unique(np.sort(sides, axis=1), axis=0)
    sides = sides[part[sides[:, 0]] != part[sides[:, 1]]]
    span = np.linalg.norm(plane[sides[:, 0]] - plane[sides[:, 1]], axis=1)
    far, _index = cKDTree(plane).query(plane[sides].mean(axis=1), k=3)
    kept = np.asarray(far)[:, 2] > span / 2 * (1 - 1e-9)  # nothing inside the circle over it
    sides, span = sides[kept], span[kept]
    order = np.argsort(span, kind="stable")
    ends = np.sort(part[sides[order]], axis=1)
    shortest = order[np.unique(ends, axis=0, return_index=True)[1]]  # one between any two parts
    return sides[shortest].astype(np.int64), span[shortest] * KM_PER_DEGREE


# Layers that were digitised apart leave slits: what lies this near is one land.
SLIT_KM = 0.5


def land_masses(shapes: Any, pairs: Ints, links: Ints) -> list[str]:
    """Return the land mass of each shape: ``"0"`` is the one with the most shapes.

    Shapes that share a border, or that a slit of half a kilometre at most keeps apart, are of one
    land mass; so an island stands alone, and a coast drawn badly does not.
    """
    import shapely
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    n = len(shapes)
    joined = [pairs]
    if len(links):
        a, b = shapes[links[:, 0]], shapes[links[:, 1]]
        gap = length_km(shapely.shortest_line(a, b))
        joined.append(links[gap <= SLIT_KM])
    every = np.concatenate(joined)
    graph = coo_matrix((np.ones(len(every)), (every[:, 0], every[:, 1])), shape=(n, n))
    count, part = connected_components(graph, directed=False)
    order = np.argsort(-np.bincount(part, minlength=count), kind="stable")
    rank = np.empty(count, dtype=int)
    rank[order] = np.arange(count)
    return [str(rank[p]) for p in part]
