"""A small picture of a division: each territory one shape in its colour."""

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from comarca.geography.models import Layer
from comarca.geography.shapes import at_zoom, tiles_version
from comarca.territories.editing.colouring import colours, touching
from comarca.territories.models import Proposal

COLOURS = (
    "#5b9bd5", "#ee8866", "#e3cf6a", "#44bb99", "#b07aa8",
    "#99ddff", "#a9b83a", "#ffaabb", "#8c8bd0", "#a87c5a",
)  # fmt: skip
WIDTH, MARGIN, ZOOM, SNAP = 640.0, 8.0, 4, 1e-3
CANARIES = (-12.0, 30.0)
CANARIES_NEARER = (8.6, 5.4)


def picture_of(proposal: Proposal) -> str:
    """Return the map of a proposal as SVG, drawn once and kept."""
    return _picture(proposal.pk, tiles_version(proposal.plan.layer))


@lru_cache(maxsize=24)
def _picture(proposal_id: int, version: str) -> str:
    proposal = Proposal.objects.select_related("plan__layer").get(pk=proposal_id)
    columns = proposal.assignment
    territory_of = dict(zip(columns["unit"], columns["territory"], strict=True))
    used = sorted({t for t in territory_of.values() if t})
    before = dict(proposal.plan.territories.values_list("pk", "colour"))
    colour = colours(touching(proposal.plan.layer_id, territory_of), used, before)
    return draw(_shapes(proposal.plan.layer, version, territory_of), colour)


def _shapes(layer: Layer, version: str, territory_of: Mapping[int, int | None]) -> dict[int, Any]:
    """Return one joined outline for each territory, in degrees."""
    import shapely

    level = at_zoom(layer.pk, version, ZOOM)
    rows: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(level.rows):
        territory = territory_of.get(row[0])
        if territory:
            rows[territory].append(i)
    return {t: shapely.union_all(level.shapes[of], grid_size=SNAP) for t, of in rows.items()}


def draw(shapes: Mapping[int, Any], colour: Mapping[int, int]) -> str:
    """Return outlines in degrees as one SVG picture; far islands are drawn in reach."""
    import shapely

    if not shapes:
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"/>'
    near = {t: shapely.transform(shape, _nearer) for t, shape in shapes.items()}
    west, south, east, north = shapely.total_bounds(list(near.values()))
    stretch = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * stretch, 1e-9)
    height = (north - south) * scale + 2 * MARGIN

    def path(ring: Any) -> str:
        points = shapely.get_coordinates(ring)
        x = (points[:, 0] - west) * stretch * scale + MARGIN
        y = (north - points[:, 1]) * scale + MARGIN
        return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)) + "Z"

    parts = []
    for territory, shape in near.items():
        polygons = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
        rings = [path(r) for p in polygons for r in (p.exterior, *p.interiors)]
        fill = COLOURS[colour.get(territory, 0) % len(COLOURS)]
        parts.append(f'<path fill="{fill}" d="{"".join(rings)}"/>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
    style = 'fill-rule="evenodd" stroke="#fff" stroke-width="0.8" stroke-linejoin="round">'
    return head + style + "".join(parts) + "</svg>"


def _nearer(lonlat: Any) -> Any:
    """Move the Canary Islands towards the mainland, as every Spanish map does."""
    moved = lonlat.copy()
    far = (lonlat[:, 0] < CANARIES[0]) & (lonlat[:, 1] < CANARIES[1])
    moved[far] += CANARIES_NEARER
    return moved
