"""A plan as a PDF to pin to a wall: the map, and beside it who has what."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comarca.accounts.measures import Measure
from comarca.base.fonts import fonts, lacking
from comarca.base.organisation import Organisation
from comarca.exports import shapes
from comarca.exports.content import Content, Line
from comarca.exports.drawing import Area, draw
from comarca.exports.projection import Box, box_of
from comarca.geography.places import Place, places_in
from comarca.territories.palette import colour_of
from comarca.territories.planning.settings import DEFAULT_TOLERANCE

TEMPLATE = Path(__file__).with_name("poster.typ")
ROWS_BESIDE_MAP = 64
BESIDE = (270.0, 261.0)
ALONE = (400.0, 261.0)
PICTURE_PPI = 84.0
AROUND = 12.0
NEAR = (-32.0, 20.0, 22.0, 54.0)
TOWN_ZOOM = 6
MOST_TOWNS = 70
MOST_LETTERS = 8


def write(content: Content, form: Literal["pdf", "png"] = "pdf") -> bytes:
    """Return the PDF's bytes (or a small picture, ``png``); drawn without any network."""
    import typst

    inputs = {"data": json.dumps(_data(content)), "map": _map(content)}
    answer: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs=inputs,
        font_paths=fonts(),
        format=form,
        ppi=PICTURE_PPI,
    )
    return answer


def measure_of(content: Content) -> str:
    """Return the figure that the plan was balanced by; where it is empty, the accounts."""
    asked = content.sums.tolerances
    used = [key for key in asked if any(line.totals.get(key) for line in content.lines)]
    return used[0] if used else "accounts"


def _map(content: Content) -> str:
    outlines = shapes.outlines(content.territory_of)
    whole = shapes.territories(content, outlines)
    areas = {
        line.territory.pk: Area(
            whole[line.territory.pk],
            colour_of(line.territory.colour),
            number(line),
            line.territory.name,
        )
        for line in content.lines
        if line.territory.pk in whole
    }
    homes = {unit: home for unit, home in content.territory_of.items() if home is not None}
    size = BESIDE if len(content.lines) <= ROWS_BESIDE_MAP else ALONE
    return draw(
        areas,
        outlines,
        homes,
        _regions(content, outlines),
        _land(outlines),
        *size,
        _towns(content, outlines),
    )


def number(line: Line) -> str:
    """Return the short sign of a territory: its code without the letter and the zeros."""
    short = line.territory.code.lstrip("ZzTt-").lstrip("0")
    return short if short.isdigit() else line.territory.code


def _regions(content: Content, outlines: dict[int, Any]) -> list[Any]:
    """Return the outlines of the regions, joined from their units."""
    inside: dict[str, list[Any]] = {}
    units = content.plan.assignments.values_list("unit", "unit__region_code")
    for pk, region in units:
        if region and pk in outlines:
            inside.setdefault(region, []).append(outlines[pk])
    return [shapes.join(parts) for parts in inside.values()] if len(inside) > 1 else []


def _land(outlines: dict[int, Any]) -> list[Any]:
    """Return the land around, cut to the neighbourhood."""
    from comarca.geography.shapes import world

    if not outlines:
        return []
    west, south, east, north = box_of(list(outlines.values()))
    around = (west - AROUND, south - AROUND, east + AROUND, north + AROUND)
    shapes = world("land_near" if _is_near(around) else "land")
    return [
        part
        for shape in shapes
        if not (
            shape.bounds[0] > around[2] or shape.bounds[2] < around[0]
            or shape.bounds[1] > around[3] or shape.bounds[3] < around[1]
        )
        for part in [_cut(shape, around)]
        if not part.is_empty
    ]  # fmt: skip


def _is_near(around: Box) -> bool:
    """Return whether the finer coast, which is there around Spain, holds all of a sheet."""
    west, south, east, north = around
    return west > NEAR[0] and south > NEAR[1] and east < NEAR[2] and north < NEAR[3]


def _cut(shape: Any, around: Box) -> Any:
    import shapely

    return shapely.clip_by_rect(shape, *around)


def _towns(content: Content, outlines: dict[int, Any]) -> list[Place]:
    """Return the towns to write on the map, the largest first."""
    if not outlines:
        return []
    return places_in(content.plan.layer, box_of(list(outlines.values())), TOWN_ZOOM)[:MOST_TOWNS]


def _data(content: Content) -> dict[str, Any]:
    plan, key = content.plan, measure_of(content)
    company = Organisation.current()
    measure = next(m for m in content.measures if m.key == key)
    inside = Counter(line.territory.container for line in content.lines)
    tolerance = content.sums.tolerances.get(key, DEFAULT_TOLERANCE)
    rows = [
        _row(line, key, inside[line.territory.container] == 1, tolerance) for line in content.lines
    ]
    since = plan.effective_from
    count = len(rows)
    return {
        "title": plan.name,
        "subtitle": _("In force from %(day)s") % {"day": date_format(since)}
        if since
        else str(plan.get_status_display()),
        "company": company.name if company else "",
        "day": date_format(timezone.localdate()),
        "language": (get_language() or "en")[:2],
        "heads": ["", _("Territory and person"), *_figure_heads(measure),
                  _("Against an equal share")],
        "rows": rows,
        "fits": ROWS_BESIDE_MAP,
        "size": 8.2 if count <= 48 else 7.4,
        "pad": min(max((720 / max(count, 1) - 8) / 2, 1.2), 5.0),
        "note": _note(content, company),
    }  # fmt: skip


def _figure_keys(key: str) -> list[str]:
    """Return the figures of a line: accounts, and what the plan is balanced by, each once."""
    return list(dict.fromkeys(["accounts", key]))


def _figure_heads(measure: Measure) -> list[str]:
    return [_("Accounts"), str(measure.label)][: len(_figure_keys(measure.key))]


def _note(content: Content, company: Organisation | None) -> str:
    """Return the line under the map: where it comes from, and that a demo is one."""
    parts = [content.plan.layer.attribution.strip()]
    if company is not None and company.is_demo:
        parts.append(_("Demo company: people, work and sales are invented."))
    texts = [content.plan.name, *(line.territory.name for line in content.lines)]
    texts += [line.person.name for line in content.lines if line.person]
    if letters := lacking(texts):
        parts.append(_without_font(letters))
    inside = Counter(line.territory.container for line in content.lines)
    if 1 in inside.values() and len(content.lines) > 1:
        parts.append(_("* alone across the sea: share of one person's year"))
    parts.append("Comarca")
    return " · ".join(part for part in parts if part)


def _without_font(letters: list[str]) -> str:
    """Say which letters are boxes, by their numbers: they cannot be printed here either."""
    named = ", ".join(f"U+{ord(letter):04X}" for letter in letters[:MOST_LETTERS])
    named += "…" if len(letters) > MOST_LETTERS else ""
    return _(
        "No font here draws %(letters)s: install comarca[cjk], or set COMARCA_FONTS to a folder "
        "with one."
    ) % {"letters": named}


def _row(line: Line, key: str, alone: bool, tolerance: float) -> dict[str, Any]:
    deviation = None if alone else line.deviation.get(key)
    return {
        "number": number(line),
        "colour": colour_of(line.territory.colour),
        "name": line.territory.name,
        "person": line.person.name if line.person else "",
        "figures": [_figure(line.totals.get(each)) for each in _figure_keys(key)],
        "deviation": deviation,
        "deviation-text": _of_a_year(line, key) if deviation is None else _signed(deviation),
        "outside": deviation is not None and abs(deviation) > tolerance + 1e-9,
        "apart": _("%(count)s parts") % {"count": line.pieces} if line.pieces > 1 else "",
    }


def _figure(value: float | None) -> str:
    return "" if value is None else number_format(round(value), use_l10n=True, force_grouping=True)


def _of_a_year(line: Line, key: str) -> str:
    """Return the work of a territory alone in its container as a share of its person's year."""
    hours = line.person.capacity_hours if line.person else None
    if key != "workload" or not hours or "workload" not in line.totals:
        return ""
    return f"{number_format(round(line.totals['workload'] / float(hours) * 100))} % *"


def _signed(share: float) -> str:
    text = number_format(round(abs(share) * 100, 1), 1)
    return f"{'+' if share >= 0 else '−'}{text} %"
