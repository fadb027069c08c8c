"""Cut a unit that is too heavy for one person into hexagon cells."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from comarca.geography.models import Border, GeoUnit

LEVEL = "cell"
DEFAULT_RESOLUTION = 7
KM_PER_DEGREE = 111.195
SMALLEST_SHARE = 0.15


def subdivide(unit: GeoUnit, resolution: int = DEFAULT_RESOLUTION) -> list[GeoUnit]:
    """Return the cells of a unit (H3, clipped to its outline), made on the first call.

    Slivers at the edge join a neighbour. Cells border each other and the unit's neighbours.
    """
    existing = list(GeoUnit.objects.filter(parent=unit, level=LEVEL).order_by("pk"))
    if existing or unit.outline is None:
        return existing
    shapes = _cells(bytes(unit.outline), resolution)
    with transaction.atomic():
        cells = [
            GeoUnit(
                layer_id=unit.layer_id, code=f"{unit.code}-{number:03d}",
                name=f"{unit.name} {number}", level=LEVEL, parent=unit,
                region_code=unit.region_code, region=unit.region, group_code=unit.group_code,
                group=unit.group, landmass=unit.landmass, **_figures(shape),
            )
            for number, shape in enumerate(shapes, 1)
        ]  # fmt: skip
        GeoUnit.objects.bulk_create(cells)
        cells = list(GeoUnit.objects.filter(parent=unit, level=LEVEL).order_by("pk"))
        Border.objects.bulk_create(_borders(unit, cells, shapes))
    return cells


def _cells(outline: bytes, resolution: int) -> list[Any]:
    import h3
    import shapely

    whole = shapely.from_wkb(outline)
    reach = 2 * h3.average_hexagon_edge_length(resolution, unit="km") / KM_PER_DEGREE
    found = h3.geo_to_cells(shapely.convex_hull(whole.buffer(2 * reach)), resolution)
    hexagons = [shapely.Polygon([(x, y) for y, x in h3.cell_to_boundary(c)]) for c in sorted(found)]
    shapes = [s.intersection(whole) for s in hexagons if s.intersects(whole)]
    shapes = [s for s in shapes if s.area > 0]
    least = SMALLEST_SHARE * max(s.area for s in shapes)
    large, small = [s for s in shapes if s.area >= least], [s for s in shapes if s.area < least]
    tree = shapely.STRtree(large)
    for sliver in small:
        near = tree.query_nearest(sliver)
        taker = max(near, key=lambda i: large[i].intersection(sliver.buffer(1e-5)).area)
        large[taker] = large[taker].union(sliver)
    shapes = [_areas(s) for s in large]
    return sorted(shapes, key=lambda s: (-round(s.centroid.y, 2), s.centroid.x))


def _areas(shape: Any) -> Any:
    import shapely

    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def _figures(shape: Any) -> dict[str, Any]:
    import math

    import shapely

    point = shape.representative_point()
    stretch = math.cos(math.radians(point.y))
    return {
        "lon": point.x, "lat": point.y, "outline": shapely.to_wkb(shape),
        "area_km2": shape.area * KM_PER_DEGREE**2 * stretch,
        "perimeter_km": shape.length * KM_PER_DEGREE,
    }  # fmt: skip


def _borders(unit: GeoUnit, cells: list[GeoUnit], shapes: list[Any]) -> list[Border]:
    """Return the borders among the cells and towards whatever bordered the whole unit."""
    import shapely

    borders = []
    tree = shapely.STRtree(shapes)
    pairs = tree.query([s.buffer(1e-4) for s in shapes], predicate="intersects").T
    for a, b in pairs:
        if a < b:
            shared = shapes[a].buffer(1e-4).intersection(shapes[b].boundary).length
            if shared > 1e-3:
                borders.append(_border(unit, cells[a].pk, cells[b].pk, shared * KM_PER_DEGREE))
    old = Border.objects.filter(Q(a=unit) | Q(b=unit)).select_related("a", "b")
    for border in old:
        other = border.b if border.a_id == unit.pk else border.a
        if other.level == LEVEL or other.outline is None:
            continue
        outside = shapely.from_wkb(bytes(other.outline))
        touching = [i for i, s in enumerate(shapes) if s.distance(outside) < 1e-3]
        if border.kind == Border.Kind.BRIDGE or not touching:
            touching = [min(range(len(shapes)), key=lambda i: shapes[i].distance(outside))]
        borders += [
            _border(unit, cells[i].pk, other.pk, border.km / len(touching), border.kind)
            for i in touching
        ]
    return borders


def _border(unit: GeoUnit, a: int, b: int, km: float, kind: str = Border.Kind.BORDER) -> Border:
    return Border(layer_id=unit.layer_id, a_id=min(a, b), b_id=max(a, b), kind=kind, km=km)
