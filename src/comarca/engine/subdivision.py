"""Cut a unit that is too heavy for one person into hexagons, clipped to its outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.engine.geometry import EARTH_RADIUS
from comarca.engine.territories.arrays import sums

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SLIVER = 0.15
TOUCH_KM = 0.001


@dataclass(frozen=True)
class Subdivision:
    """The parts of a unit.

    ``cells`` are H3 indices and ``outlines`` WKB in degrees, one of each part; ``lonlat``
    ``(c, 2)`` lies inside it; ``weights`` ``(c,)``; ``part`` ``(p,)`` says where each point fell.
    ``borders`` ``(e, 2)`` and ``border_km`` join the parts among themselves, ``outer`` ``(o, 2)``
    (part, neighbour) and ``outer_km`` to the units around.
    """

    cells: tuple[str, ...]
    outlines: tuple[bytes, ...]
    lonlat: Floats
    weights: Floats
    part: Ints
    borders: Ints
    border_km: Floats
    outer: Ints
    outer_km: Floats


def subdivide(
    outline: bytes,
    points: Floats,
    weights: Floats,
    resolution: int,
    neighbours: Sequence[bytes] = (),
) -> Subdivision:
    """Cut an outline into H3 cells and say what each holds and what it touches.

    A clipped cell smaller than a seventh of a whole one joins the part it shares most border
    with, so that no sliver is left; each part of a unit in one piece is in one piece.

    Parameters
    ----------
    outline
        WKB polygon in degrees.
    points, weights
        What the unit holds: lon-lat ``(p, 2)`` and weights ``(p,)``. A point outside the outline
        counts in the nearest part.
    resolution
        H3 resolution, 0 to 15 (8 is 0.7 km2 a cell, 7 is 5 km2).
    neighbours
        WKB outlines of the units around.

    Raises
    ------
    ValueError
        If the outline has no area, or the points and weights differ in number.

    Examples
    --------
    >>> import shapely
    >>> square = shapely.to_wkb(shapely.box(0, 0, 0.1, 0.1))
    >>> parts = subdivide(square, np.array([[0.05, 0.05]]), np.ones(1), 6)
    >>> float(parts.weights.sum()), len(parts.cells) > 2
    (1.0, True)
    """
    import shapely

    points = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    if len(points) != len(weights):
        raise ValueError(f"{len(points)} points have {len(weights)} weights.")
    shape = shapely.make_valid(shapely.from_wkb(outline))
    if shape.is_empty or shape.area <= 0:
        raise ValueError("The outline has no area.")
    scale = np.array([np.cos(np.radians(shape.centroid.y)), 1.0])
    cells, pieces = _clip(shape, resolution)
    cells, pieces = _join_slivers(cells, pieces, scale)
    part = _nearest(pieces, points)
    borders, border_km = _shared(pieces, pieces, scale, same=True)
    around = [shapely.make_valid(shapely.from_wkb(each)) for each in neighbours]
    outer, outer_km = _shared(pieces, around, scale, same=False)
    inside = shapely.point_on_surface(pieces)
    return Subdivision(
        cells=tuple(cells),
        outlines=tuple(shapely.to_wkb(piece) for piece in pieces),
        lonlat=shapely.get_coordinates(inside),
        weights=sums(part, np.asarray(weights, float), len(pieces)),
        part=part, borders=borders, border_km=border_km, outer=outer, outer_km=outer_km,
    )  # fmt: skip


def _clip(shape: Any, resolution: int) -> tuple[list[str], list[Any]]:
    """Return the clipped cells; each piece of a cell that the outline cuts apart on its own."""
    import h3
    import shapely

    cells: list[str] = []
    pieces: list[Any] = []
    found = h3.h3shape_to_cells_experimental(
        h3.geo_to_h3shape(shape.__geo_interface__), resolution, contain="overlap"
    )
    for cell in sorted(found):
        hexagon = shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)])
        for piece in shapely.get_parts(shapely.intersection(hexagon, shape)):
            if piece.geom_type == "Polygon" and piece.area > 0:
                cells.append(cell)
                pieces.append(piece)
    return cells, pieces


def _join_slivers(
    cells: list[str], pieces: list[Any], scale: Floats
) -> tuple[list[str], list[Any]]:
    import shapely

    areas = shapely.area(np.array(pieces))
    small = SLIVER * float(areas.max())
    pairs, long = _shared(pieces, pieces, scale, same=True)
    root = np.arange(len(pieces))
    for i in np.argsort(areas, kind="stable"):
        if areas[root[i]] >= small:
            continue
        mine = root[pairs] == root[i]
        crossing = mine.any(axis=1) & ~mine.all(axis=1)
        if not crossing.any():
            continue
        other = np.where(mine[:, 0], root[pairs[:, 1]], root[pairs[:, 0]])[crossing]
        shared = sums(other, long[crossing])
        target = int(np.argmax(shared))
        source = int(root[i])
        areas[target] += areas[source]
        root[root == source] = target
    kept = np.unique(root)
    joined = [shapely.union_all([pieces[i] for i in np.flatnonzero(root == r)]) for r in kept]
    named: dict[str, int] = {}
    names = []
    for r in kept:
        count = named.get(cells[r], 0)
        named[cells[r]] = count + 1
        names.append(cells[r] if count == 0 else f"{cells[r]}-{count + 1}")
    return names, joined


def _nearest(pieces: list[Any], points: Floats) -> Ints:
    import shapely

    if not len(points):
        return np.zeros(0, dtype=np.int64)
    tree = shapely.STRtree(pieces)
    answer: Ints = tree.nearest(shapely.points(points)).astype(np.int64)
    return answer


def _shared(
    ours: list[Any], theirs: list[Any], scale: Floats, *, same: bool
) -> tuple[Ints, Floats]:
    """Return the pairs that share a border, and its length in km."""
    import shapely

    if not len(theirs):
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    near = 2e-5
    first, second = shapely.STRtree(theirs).query(ours, predicate="dwithin", distance=near)
    if same:
        first, second = first[first < second], second[first < second]
    a = shapely.boundary(np.array(ours, dtype=object)[first])
    b = shapely.buffer(np.array(theirs, dtype=object)[second], near)
    line = shapely.transform(shapely.intersection(a, b), lambda c: c * scale)
    long = shapely.length(line) * EARTH_RADIUS * np.pi / 180 / 1000
    corner = 8 * near * EARTH_RADIUS * np.pi / 180 / 1000
    keep = long > max(corner, TOUCH_KM)
    pairs = np.column_stack([first, second])[keep].astype(np.int64)
    return pairs, long[keep]
