"""A small picture of a division: each territory one shape in its colour, far islands in frames."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comarca.geography.models import Layer
from comarca.geography.shapes import at_zoom, tiles_version
from comarca.territories.insets import groups
from comarca.territories.models import Proposal
from comarca.territories.palette import colour_of

WIDTH, MARGIN, ZOOM, SNAP = 640.0, 8.0, 4, 1e-3
# The largest share of the main map that a far part's frame takes, across and down.
INSET_SHARE = (0.3, 0.28)
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"/>'
Key = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """How degrees come to lie on the picture: the left edge, the top edge and the scale."""

    west: float
    north: float
    stretch: float
    scale: float
    x: float
    y: float
    width: float
    height: float

    def path(self, ring: Any) -> str:
        """Return one ring as an SVG path."""
        import shapely

        points = shapely.get_coordinates(ring)
        x = (points[:, 0] - self.west) * self.stretch * self.scale + self.x
        y = (self.north - points[:, 1]) * self.scale + self.y
        return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)) + "Z"


def picture_of(proposal: Proposal) -> str:
    """Draw the map of a proposal as SVG; takes seconds, so it is kept with the proposal."""
    columns = proposal.assignment
    territory_of = dict(zip(columns["unit"], columns["territory"], strict=True))
    colour = {int(pk): number for pk, number in proposal.report.get("colours", {}).items()}
    return draw(_shapes(proposal.plan.layer, territory_of), colour)


def _shapes(layer: Layer, territory_of: Mapping[int, int | None]) -> dict[Key, Any]:
    """Return one joined outline for each territory and far part, in degrees."""
    import shapely

    level = at_zoom(layer.pk, tiles_version(layer), ZOOM)
    used = [i for i, row in enumerate(level.rows) if territory_of.get(row[0])]
    part = groups(shapely.get_coordinates(shapely.centroid(level.shapes[used])))
    rows: dict[Key, list[int]] = defaultdict(list)
    for i, group in zip(used, part.tolist(), strict=True):
        rows[territory_of[level.rows[i][0]] or 0, group].append(i)
    return {key: shapely.union_all(level.shapes[of], grid_size=SNAP) for key, of in rows.items()}


def draw(shapes: Mapping[Key, Any], colour: Mapping[int, int]) -> str:
    """Return outlines in degrees as one SVG picture; each far part in a frame below the main one.

    ``shapes`` are keyed by territory and part (0 is the main one).
    """
    if not shapes:
        return EMPTY
    inside: dict[int, list[Any]] = defaultdict(list)
    for (_territory, part), shape in shapes.items():
        inside[part].append(shape)
    frames = _frames(inside)
    parts = [_shape(shapes[key], frames[key[1]], colour.get(key[0], 0)) for key in sorted(shapes)]
    rims = [_rim(frame) for number, frame in frames.items() if number]
    height = max(f.y + f.height for f in frames.values()) + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
    style = 'fill-rule="evenodd" stroke="#fff" stroke-width="0.8" stroke-linejoin="round">'
    return head + style + "".join([*parts, *rims]) + "</svg>"


def _rim(frame: Frame) -> str:
    half = MARGIN / 2
    at = f'x="{frame.x - half:.0f}" y="{frame.y - half:.0f}"'
    size = f'width="{frame.width + MARGIN:.0f}" height="{frame.height + MARGIN:.0f}"'
    return f'<rect {at} {size} fill="none" stroke="#8d99a3"/>'


def _frames(inside: Mapping[int, Sequence[Any]]) -> dict[int, Frame]:
    """Place the main part across the picture, and the others in rows below it."""
    main = _frame(inside[0], WIDTH - 2 * MARGIN, math.inf, math.inf, MARGIN, MARGIN)
    answer = {0: main}
    room = (main.width * INSET_SHARE[0], main.height * INSET_SHARE[1])
    x, y, row = MARGIN * 1.5, main.y + main.height + 2 * MARGIN, 0.0
    for number in sorted(set(inside) - {0}):
        frame = _frame(inside[number], *room, main.scale, x, y)
        if frame.x + frame.width > WIDTH - MARGIN:
            x, y, row = MARGIN * 1.5, y + row + 2 * MARGIN, 0.0
            frame = _frame(inside[number], *room, main.scale, x, y)
        answer[number] = frame
        x, row = x + frame.width + 2 * MARGIN, max(row, frame.height)
    return answer


def _frame(
    shapes: Sequence[Any], wide: float, high: float, most: float, x: float, y: float
) -> Frame:
    """Return a frame that shows outlines as large as the room and the largest scale let it."""
    import shapely

    west, south, east, north = shapely.total_bounds(list(shapes)).tolist()
    stretch = max(math.cos(math.radians((south + north) / 2)), 0.1)
    across, down = max((east - west) * stretch, 1e-6), max(north - south, 1e-6)
    scale = min(wide / across, high / down, most)
    return Frame(west, north, stretch, scale, x, y, across * scale, down * scale)


def _shape(shape: Any, frame: Frame, colour: int) -> str:
    import shapely

    polygons = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    rings = [frame.path(r) for p in polygons for r in (p.exterior, *p.interiors)]
    return f'<path fill="{colour_of(colour)}" d="{"".join(rings)}"/>'
