"""The outlines of a layer, simplified for each zoom without a gap between neighbours."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from comarca.geography.models import GeoUnit, Layer

TOLERANCE = {3: 0.03, 4: 0.015, 5: 0.008, 6: 0.004, 7: 0.002, 8: 0.001, 9: 0.0005}
FULL_ZOOM = 10
SNAP = 1e-4
WORLD_NEAR_ZOOM = 5


@dataclass(frozen=True)
class Shapes:
    """Outlines with a search tree; ``rows`` are the units' properties in the same order."""

    shapes: Any
    tree: Any
    rows: tuple[tuple[int, str, str, str], ...]
    split: frozenset[int]


def cell_count(layer_id: int) -> int:
    """Return how many cells subdivide units of a layer."""
    return GeoUnit.objects.filter(layer=layer_id, level="cell").count()


def tiles_version(layer: Layer) -> str:
    """Return the version of a layer's tiles: it changes with the layer and its cells."""
    return f"{layer.version or layer.pk}-{cell_count(layer.pk)}"


@lru_cache(maxsize=3)
def full(layer_id: int, version: str) -> Shapes:
    """Return a layer's outlines as they are."""
    import shapely

    units = GeoUnit.objects.filter(layer=layer_id, outline__isnull=False).order_by("pk")
    rows = list(units.values_list("pk", "code", "name", "region", "parent_id", "outline"))
    shapes: Any = np.array(shapely.from_wkb([bytes(row[5] or b"") for row in rows]), dtype=object)
    split = frozenset(row[4] for row in rows if row[4])
    return Shapes(shapes, shapely.STRtree(shapes), tuple(row[:4] for row in rows), split)


@lru_cache(maxsize=16)
def at_zoom(layer_id: int, version: str, zoom: int) -> Shapes:
    """Return a layer's outlines with the detail that a zoom shows."""
    import shapely

    whole = full(layer_id, version)
    if zoom >= FULL_ZOOM:
        return whole
    ids = np.array([row[0] for row in whole.rows])
    cells = ~np.isin(ids, list(whole.split))
    shapes = whole.shapes.copy()
    tolerance = TOLERANCE[max(zoom, min(TOLERANCE))]
    for kind in (cells, ~cells):
        if kind.any():
            shapes[kind] = shapely.coverage_simplify(shapes[kind], tolerance)
    return Shapes(shapes, shapely.STRtree(shapes), whole.rows, whole.split)


@lru_cache(maxsize=2)
def _region_lines(layer_id: int, version: str) -> Any:
    import shapely

    level = at_zoom(layer_id, version, FULL_ZOOM - 1)
    groups: dict[str, list[int]] = {}
    for i, row in enumerate(level.rows):
        if row[0] not in level.split and row[3]:
            groups.setdefault(row[3], []).append(i)
    unions = [shapely.union_all(level.shapes[rows], grid_size=SNAP) for rows in groups.values()]
    if not unions:
        return np.zeros(0, dtype=object)
    return shapely.get_parts(shapely.line_merge(shapely.union_all(shapely.boundary(unions))))


@lru_cache(maxsize=16)
def region_lines(layer_id: int, version: str, zoom: int) -> Any:
    """Return the border lines between a layer's regions, as a zoom shows them."""
    import shapely

    lines = _region_lines(layer_id, version)
    return shapely.simplify(lines, TOLERANCE.get(zoom, 0.0))


@lru_cache(maxsize=4)
def world(name: str) -> Any:
    """Return one file of the world pack as an array of shapes."""
    import shapely

    path: Path = settings.PACKS_DIR / "world" / f"{name}.npz"
    with np.load(path) as data:
        coords = np.cumsum(data["moves"], axis=0, dtype=np.int64) * float(data["grid"])
        offsets = tuple(data[f"offset{i}"] for i in range(2) if f"offset{i}" in data)
        kind = shapely.GeometryType(int(data["kind"]))
    return shapely.from_ragged_array(kind, coords, offsets)


@lru_cache(maxsize=1)
def river_zooms() -> Any:
    """Return from which zoom each river of the world pack is worth drawing, in their order."""
    with np.load(settings.PACKS_DIR / "world" / "rivers.npz") as data:
        return data["zooms"]
