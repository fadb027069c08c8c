"""Cut a unit that is too heavy for one person into hexagon cells."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import transaction
from django.db.models import Q

from comarca.geography.importing.touching import area_km2, length_km
from comarca.geography.models import Border, GeoUnit
from comarca.geography.planning import parts_of

if TYPE_CHECKING:
    from comarca.geography.planning import Parts

LEVEL = "cell"
DEFAULT_RESOLUTION = 7


def subdivide(unit: GeoUnit, resolution: int = DEFAULT_RESOLUTION) -> list[GeoUnit]:
    """Return the cells of a unit (H3, clipped to its outline), made on the first call.

    Cells border each other and whatever bordered the unit; a bridge leads to the nearest cell.
    """
    existing = list(GeoUnit.objects.filter(parent=unit, level=LEVEL).order_by("pk"))
    if existing or unit.outline is None:
        return existing
    borders = list(Border.objects.filter(Q(a=unit) | Q(b=unit)).select_related("a", "b"))
    around = [b.b if b.a_id == unit.pk else b.a for b in borders]
    parts = parts_of(unit, resolution, around)
    with transaction.atomic():
        GeoUnit.objects.bulk_create(_cells(unit, parts))
        cells = list(GeoUnit.objects.filter(parent=unit, level=LEVEL).order_by("pk"))
        Border.objects.bulk_create(
            _borders(unit, cells, parts, list(zip(borders, around, strict=True)))
        )
    return cells


def _cells(unit: GeoUnit, parts: "Parts") -> list[GeoUnit]:
    import shapely

    shapes = shapely.from_wkb(list(parts.outlines))
    sizes, edges = area_km2(shapes), length_km(shapely.boundary(shapes))
    return [
        GeoUnit(
            layer_id=unit.layer_id, code=f"{unit.code}-{number:03d}",
            name=f"{unit.name} {number}", level=LEVEL, parent=unit,
            region_code=unit.region_code, region=unit.region, group_code=unit.group_code,
            group=unit.group, landmass=unit.landmass, lon=float(point[0]), lat=float(point[1]),
            area_km2=float(size), perimeter_km=float(edge), outline=outline,
        )
        for number, (outline, point, size, edge) in enumerate(
            zip(parts.outlines, parts.lonlat, sizes, edges, strict=True), 1
        )
    ]  # fmt: skip


def _borders(
    unit: GeoUnit, cells: list[GeoUnit], parts: "Parts", old: list[tuple[Border, GeoUnit]]
) -> Iterator[Border]:
    """Give the borders among the cells and towards whatever bordered the whole unit."""
    ids = [cell.pk for cell in cells]
    for (a, b), km in zip(parts.borders, parts.border_km, strict=True):
        yield _border(unit, ids[a], ids[b], float(km))
    touching: dict[int, list[tuple[int, float]]] = {}
    for (cell, other), km in zip(parts.outer, parts.outer_km, strict=True):
        touching.setdefault(int(other), []).append((int(cell), float(km)))
    for number, (border, other) in enumerate(old):
        if border.kind == Border.Kind.BORDER and number in touching:
            for cell, km in touching[number]:
                yield _border(unit, ids[cell], other.pk, km)
        else:
            yield _border(unit, ids[_nearest(parts, other)], other.pk, border.km, border.kind)


def _nearest(parts: "Parts", other: GeoUnit) -> int:
    place = np.array([other.lon, other.lat])
    return int(((parts.lonlat - place) ** 2).sum(axis=1).argmin())


def _border(unit: GeoUnit, a: int, b: int, km: float, kind: Any = Border.Kind.BORDER) -> Border:
    return Border(layer_id=unit.layer_id, a_id=min(a, b), b_id=max(a, b), kind=kind, km=km)
