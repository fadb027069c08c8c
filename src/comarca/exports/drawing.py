"""Draw a plan's map as SVG: land, units, territories, their borders and labels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import numpy as np

from comarca.base.earth import KM_PER_DEGREE
from comarca.exports.projection import Box, box_of, centre_of, groups, project
from comarca.geography.places import Place

SMOOTH_MM = 0.06
MARGIN = 0.04
INSET_SHARE = (0.30, 0.24)


@dataclass(frozen=True)
class Area:
    """One territory on the map: its outline, colour and what is written on it."""

    outline: Any
    colour: str
    number: str
    name: str


@dataclass(frozen=True)
class Frame:
    """A part of the sheet and how places on Earth come to lie in it (all in millimetres)."""

    x: float
    y: float
    width: float
    height: float
    centre: tuple[float, float]
    scale: float
    middle: tuple[float, float]

    def place(self, shape: Any) -> Any:
        """Return an outline in millimetres on the sheet, smoothed as far as print shows."""
        import shapely

        def move(lonlat: Any) -> Any:
            flat = project(lonlat, self.centre)
            across = self.x + self.width / 2 + (flat[:, 0] - self.middle[0]) * self.scale
            down = self.y + self.height / 2 - (flat[:, 1] - self.middle[1]) * self.scale
            return np.column_stack([across, down])

        return shapely.simplify(shapely.transform(shape, move), SMOOTH_MM)


def fit(shapes: Iterable[Any], x: float, y: float, width: float, height: float) -> Frame:
    """Return the frame that shows some outlines as large as they fit."""
    import shapely

    shapes = list(shapes)
    centre = centre_of(box_of(shapes))
    flat = [shapely.transform(s, lambda xy: project(xy, centre)) for s in shapes]
    low_x, low_y, high_x, high_y = box_of(flat)
    wide, high = max(high_x - low_x, 1e-6), max(high_y - low_y, 1e-6)
    scale = min(width / wide, height / high) * (1 - 2 * MARGIN)
    return Frame(x, y, width, height, centre, scale, ((low_x + high_x) / 2, (low_y + high_y) / 2))


def draw(
    areas: Mapping[int, Area],
    units: Mapping[int, Any],
    home_of: Mapping[int, int],
    regions: Iterable[Any],
    land: Iterable[Any],
    width: float,
    height: float,
    towns: Sequence[Place] = (),
) -> str:
    """Return the whole map; far groups of territories stand in frames of their own."""
    parts = groups({key: area.outline for key, area in areas.items()})
    main = fit((areas[key].outline for key in parts[0]), 0, 0, width, height) if parts else None
    sheet = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        f'<clipPath id="f0"><rect width="{width}" height="{height}"/></clipPath>',
        f'<rect width="{width}" height="{height}" fill="#e3edf2"/>',
    ]
    regions, land = list(regions), list(land)
    if main is not None:
        sheet += _group(main, 0, parts[0], areas, units, home_of, regions, land, towns)
        taken = [main.place(areas[key].outline) for key in parts[0]]
        for number, keys in enumerate(parts[1:], 1):
            frame = _inset([areas[key].outline for key in keys], taken, width, height)
            sheet += _inset_ground(frame, number)
            sheet += _group(frame, number, keys, areas, units, home_of, regions, land, towns)
            taken.append(_rectangle(frame))
    return "".join([*sheet, "</svg>"])


def _rectangle(frame: Frame) -> Any:
    import shapely

    return shapely.box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)


def _inset(shapes: list[Any], taken: list[Any], width: float, height: float) -> Frame:
    """Return a frame in the corner where it hides least, no wider than its content."""
    trial = fit(shapes, 0, 0, width * INSET_SHARE[0], height * INSET_SHARE[1])
    flat = [trial.place(shape) for shape in shapes]
    low_x, low_y, high_x, high_y = box_of(flat)
    wide, high = high_x - low_x + 6, high_y - low_y + 6
    corners = [(x, y) for y in (height - high, 0.0) for x in (0.0, width - wide)]
    hidden = []
    for x, y in corners:
        frame = fit(shapes, x, y, wide, high)
        hidden.append((sum(_rectangle(frame).intersection(t).area for t in taken), frame))
    return min(hidden, key=lambda pair: pair[0])[1]


def _inset_ground(frame: Frame, number: int) -> list[str]:
    at = (
        f'x="{frame.x:.2f}" y="{frame.y:.2f}" width="{frame.width:.2f}" height="{frame.height:.2f}"'
    )
    return [
        f'<clipPath id="f{number}"><rect {at}/></clipPath>',
        f'<rect {at} fill="#e3edf2" stroke="#6b7f8c" stroke-width="0.3"/>',
    ]


def _group(
    frame: Frame, number: int, keys: list[int], areas: Mapping[int, Area],
    units: Mapping[int, Any], home_of: Mapping[int, int], regions: list[Any], land: list[Any],
    towns: Sequence[Place],
) -> list[str]:  # fmt: skip
    """Draw the territories of one frame, from the ground up."""
    mine = set(keys)
    near = [shape for shape in land if _in_sight(shape, frame)]
    lines = [f'<g clip-path="url(#f{number})" stroke-linejoin="round">']
    lines += [
        _path(frame.place(s), 'fill="#f4f1ea" stroke="#b9b4a8" stroke-width="0.15"') for s in near
    ]
    for key in keys:
        look = f'fill="{areas[key].colour}"'
        lines.append(_path(frame.place(areas[key].outline), look))
    thin = 'fill="none" stroke="#ffffff" stroke-width="0.07" stroke-opacity="0.75"'
    lines += [
        _path(frame.place(shape), thin)
        for unit, shape in units.items()
        if home_of.get(unit) in mine
    ]
    region = 'fill="none" stroke="#33424d" stroke-width="0.18" stroke-dasharray="0.9 0.7"'
    lines += [_path(frame.place(shape), region) for shape in regions if _in_sight(shape, frame)]
    border = 'fill="none" stroke="#1d2730" stroke-width="0.38"'
    lines += [_path(frame.place(areas[key].outline), border) for key in keys]
    spots = {key: _spot(frame.place(areas[key].outline)) for key in keys}
    lines += _towns_of(frame, towns, [(x, y) for x, y, _room in spots.values()])
    lines += [_label(areas[key], *spots[key]) for key in keys]
    return [*lines, "</g>"]


def _towns_of(frame: Frame, towns: Sequence[Place], taken: list[tuple[float, float]]) -> list[str]:
    """Write the towns, largest first, where nothing else is written yet."""
    import shapely

    lines = []
    for town in towns:
        spot = frame.place(shapely.Point(town.lon, town.lat))
        x, y = spot.x, spot.y
        inside = frame.x < x < frame.x + frame.width and frame.y < y < frame.y + frame.height
        if inside and all(abs(x - a) > 9 or abs(y - b) > 4 for a, b in taken):
            taken.append((x, y))
            look = 'r="0.45" fill="#ffffff" stroke="#16202a" stroke-width="0.22"'
            lines.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" {look}/>')
            lines.append(_text(town.name, x, y - 0.8, 1.75, "normal", "italic"))
    return lines


def _in_sight(shape: Any, frame: Frame) -> bool:
    """Return whether an outline may show in a frame (within reach of its projection)."""
    low_x, low_y, high_x, high_y = shape.bounds
    lon, lat = frame.centre
    reach = max(frame.width, frame.height) / max(frame.scale, 1e-9) / KM_PER_DEGREE
    box: Box = (lon - reach * 1.5, lat - reach, lon + reach * 1.5, lat + reach)
    return bool(low_x < box[2] and high_x > box[0] and low_y < box[3] and high_y > box[1])


def _path(shape: Any, look: str) -> str:
    """Return an outline as one SVG path."""
    rings = []
    for part in getattr(shape, "geoms", [shape]):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        for ring in (part.exterior, *part.interiors):
            points = " ".join(f"{x:.2f} {y:.2f}" for x, y in ring.coords[:-1])
            rings.append(f"M{points}Z")
    return f'<path fill-rule="evenodd" d="{"".join(rings)}" {look}/>' if rings else ""


def _spot(shape: Any) -> tuple[float, float, float]:
    """Return the middle of the widest part, and how wide it is there."""
    import shapely

    body = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    reach = shapely.maximum_inscribed_circle(body, 0.3)
    x, y = reach.coords[0]
    return float(x), float(y), 2 * float(reach.length)


def _label(area: Area, x: float, y: float, room: float) -> str:
    """Write the number, and the name where there is room."""
    size = float(np.clip(room * 0.42, 1.9, 5.2))
    answer = _text(area.number, x, y + size * 0.2, size, "bold")
    small = min(size * 0.62, 2.6)
    if small >= 1.7 and len(area.name) * small * 0.45 < room * 1.7:
        answer += _text(area.name, x, y + size * 0.2 + small * 1.2, small, "normal")
    return answer


def _text(words: str, x: float, y: float, size: float, weight: str, style: str = "normal") -> str:
    """Write some words with a pale rim, legible on any colour."""
    look = f'font-size="{size:.2f}" font-weight="{weight}" font-style="{style}"'
    rim = 'stroke="#ffffff" stroke-width="0.5" stroke-opacity="0.85" paint-order="stroke"'
    at = f'x="{x:.2f}" y="{y:.2f}" text-anchor="middle"'
    ink = 'font-family="Libertinus Serif" fill="#16202a"'
    return f"<text {at} {ink} {look} {rim}>{escape(words)}</text>"
