"""The map's tiles: units, and the ground they lie on."""

import gzip
import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.base.earth import MERCATOR_LATITUDE
from comarca.base.files import derived
from comarca.geography import mvt
from comarca.geography.models import Layer
from comarca.geography.places import Place, places_in
from comarca.geography.shapes import (
    WORLD_NEAR_ZOOM,
    at_zoom,
    region_lines,
    river_zooms,
    tiles_version,
    world,
)

MAX_ZOOM = 14
BASE_VERSION = 2  # raise it when tiles of the ground hold something else
BUFFER = 64
Ints = NDArray[np.int64]


def bounds(z: int, x: int, y: int) -> tuple[float, float, float, float]:
    """Return a tile's west, south, east and north in degrees, with a buffer around."""
    size = 2.0**z
    pad = BUFFER / mvt.EXTENT
    west, east = ((x + d) / size * 360 - 180 for d in (-pad, 1 + pad))
    south, north = (
        float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * (y + d) / size)))))
        for d in (1 + pad, -pad)
    )
    return west, south, east, north


def to_tile(lonlat: NDArray[np.float64], z: int, x: int, y: int) -> Ints:
    """Return degrees as whole tile coordinates (Web Mercator, 0 to 4096)."""
    size = 2.0**z
    lat = np.radians(np.clip(lonlat[:, 1], -MERCATOR_LATITUDE, MERCATOR_LATITUDE))
    across = (lonlat[:, 0] + 180) / 360 * size - x
    down = (1 - np.arcsinh(np.tan(lat)) / np.pi) / 2 * size - y
    return np.round(np.column_stack([across, down]) * mvt.EXTENT).astype(np.int64)


Edition = tuple[str, str]  # the shelf of the store, and its state


def units_of(layer: Layer) -> Edition:
    """Return where the tiles of a layer's units stand."""
    return f"units-{layer.pk}", tiles_version(layer)


def name_of(z: int, x: int, y: int) -> str:
    """Return the name of a tile on its shelf."""
    return f"{z}/{x}/{y}.gz"


def claimed() -> dict[str, str]:
    """Return the shelves of tiles that are needed, with their present editions."""
    layers = Layer.objects.filter(is_ready=True)
    return dict([*(units_of(layer) for layer in layers), ground()])


derived.claims.append(claimed)


def unit_tile(layer: Layer, z: int, x: int, y: int) -> bytes:
    """Return a tile of a layer's units, gzipped, kept on disk once made."""
    return derived.kept(*units_of(layer), name_of(z, x, y), lambda: _unit_tile(layer, z, x, y))


def _unit_tile(layer: Layer, z: int, x: int, y: int) -> bytes:
    level = at_zoom(layer.pk, tiles_version(layer), z)
    box = bounds(z, x, y)
    out = mvt.Layer("units")
    for i in visible(level.tree, box):
        rings = polygon_rings(level.shapes[i], box, z, x, y)
        if rings:
            pk, code, name, region = level.rows[i]
            properties: dict[str, mvt.Value] = {"code": code, "name": name, "region": region}
            if pk in level.split:
                properties["subdivided"] = True
            out.add(mvt.POLYGON, mvt.polygon_geometry(rings), properties, pk)
    return gzip.compress(out.encode(), 6, mtime=0)


def _packs() -> list[Layer]:
    return list(Layer.objects.filter(source=Layer.Source.PACK, is_ready=True).order_by("pk"))


def ground() -> Edition:
    """Return where the tiles of the ground stand: they change with the packs that are there."""
    packs = ".".join("-".join(units_of(layer)) for layer in _packs())
    return "ground", f"{BASE_VERSION}-{hashlib.sha256(packs.encode()).hexdigest()[:16]}"


def base_tile(z: int, x: int, y: int) -> bytes:
    """Return a tile of the ground: land, rivers, borders, regions, places; gzipped, kept."""
    return derived.kept(*ground(), name_of(z, x, y), lambda: _base_tile(z, x, y))


def _base_tile(z: int, x: int, y: int) -> bytes:
    box = bounds(z, x, y)
    land = mvt.Layer("land")
    for shape in _within(world("land_near" if _is_near(z, box) else "land"), box):
        rings = polygon_rings(shape, box, z, x, y)
        if rings:
            land.add(mvt.POLYGON, mvt.polygon_geometry(rings), {}, None)
    rivers = world("rivers")[river_zooms() <= z]
    parts = [
        land.encode(),
        _lines("rivers", rivers, box, z, x, y),
        _lines("borders", world("borders"), box, z, x, y),
    ]
    packs = _packs() if z >= 4 else []
    for layer in packs:
        lines = region_lines(layer.pk, tiles_version(layer), min(z, 9))
        parts.append(_lines("regions", lines, box, z, x, y))
    parts.append(_places([p for layer in packs for p in places_in(layer, box, z)], z, x, y))
    return gzip.compress(b"".join(parts), 6, mtime=0)


def _is_near(z: int, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return z >= WORLD_NEAR_ZOOM and west > -32 and east < 22 and south > 20 and north < 54


def _within(shapes: Any, box: tuple[float, float, float, float]) -> Any:
    import shapely

    edges = shapely.bounds(shapes)
    west, south, east, north = box
    near = (
        (edges[:, 0] < east) & (edges[:, 2] > west) & (edges[:, 1] < north) & (edges[:, 3] > south)
    )
    return shapes[near]


def _places(found: list[Place], z: int, x: int, y: int) -> bytes:
    if not found:
        return b""
    xy = to_tile(np.array([[p.lon, p.lat] for p in found]), z, x, y)
    return mvt.encode_points(
        "places",
        xy,
        None,
        [{"name": p.name, "rank": p.rank, "population": p.population} for p in found],
    )


def _lines(
    name: str, shapes: Any, box: tuple[float, float, float, float], z: int, x: int, y: int
) -> bytes:
    import shapely

    out = mvt.Layer(name)
    for shape in shapely.get_parts(shapely.clip_by_rect(_within(shapes, box), *box)):
        for part in shapely.get_parts(shape):
            if part.geom_type not in {"LineString", "LinearRing"} or part.is_empty:
                continue
            points = _thin(to_tile(shapely.get_coordinates(part), z, x, y))
            if len(points) > 1:
                out.add(mvt.LINE, mvt.line_geometry([points]), {}, None)
    return out.encode()


def visible(tree: Any, box: tuple[float, float, float, float]) -> list[int]:
    """Return the indices of the shapes whose box meets a tile, in order."""
    import shapely

    return sorted(int(i) for i in tree.query(shapely.box(*box)))


def polygon_rings(
    shape: Any, box: tuple[float, float, float, float], z: int, x: int, y: int
) -> list[Ints]:
    """Return the rings of a shape inside a tile, wound as the specification wants."""
    import shapely

    rings: list[Ints] = []
    clipped = shapely.clip_by_rect(shape, *box)
    for part in shapely.get_parts(clipped):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        outer = _ring(part.exterior, 1, z, x, y)
        if outer is None:
            continue
        rings.append(outer)
        holes = (_ring(hole, -1, z, x, y) for hole in part.interiors)
        rings.extend(hole for hole in holes if hole is not None)
    return rings


def _ring(line: Any, sign: int, z: int, x: int, y: int) -> Ints | None:
    import shapely

    points = _thin(to_tile(shapely.get_coordinates(line), z, x, y))
    if len(points) < 4:
        return None
    a, b = points[:-1], points[1:]
    area = int((a[:, 0] * b[:, 1] - b[:, 0] * a[:, 1]).sum())
    if area == 0:
        return None
    return points if area * sign > 0 else points[::-1]


def _thin(points: Ints) -> Ints:
    keep = np.ones(len(points), dtype=bool)
    keep[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[keep]
