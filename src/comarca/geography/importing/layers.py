"""Turn polygons into a layer: repaired, named, with borders, in one transaction."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from comarca.base.dates import today
from comarca.geography.importing import touching
from comarca.geography.importing.files import UnreadableLayer, read_polygons
from comarca.geography.models import Border, GeoUnit, Layer, UnitMeasure, UnitName
from comarca.geography.naming import spellings
from comarca.geography.packs import save

Say = Callable[[float, str], object]
SHOWN = 20


@dataclass(frozen=True)
class Choice:
    """Which columns of a file are what."""

    name: str
    country: str
    code: str
    label: str
    parent: str = ""
    measures: Sequence[str] = ()


@dataclass
class Areas:
    """The areas of a layer to be: one row each."""

    shapes: Any
    codes: list[str]
    names: list[str]
    regions: list[str]
    figures: dict[str, list[Any]] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)


def import_file(path: Path, choice: Choice, say: Say) -> Layer:
    """Import a file of polygons as a layer and report what was repaired or left out."""
    say(0.05, _("Reading the file"))
    shapes, columns = read_polygons(path)
    areas = clean(shapes, columns, choice)
    return build(areas, choice.name, choice.country, Layer.Source.FILE, say)


def clean(shapes: Any, columns: dict[str, list[Any]], choice: Choice) -> Areas:
    """Repair the shapes, check the ids, and leave out what is no area."""
    import shapely

    codes = [_text(v) for v in columns[choice.code]]
    _check_codes(codes)
    broken = ~shapely.is_valid(shapes)
    shapes = shapes.copy()
    shapes[broken] = shapely.make_valid(shapes[broken])
    solid = np.array([_only_areas(s) for s in shapes], dtype=object)
    keep = [i for i, s in enumerate(solid) if s is not None and not s.is_empty]
    if not keep:
        raise UnreadableLayer(_("The file holds no polygons."))
    parents = columns.get(choice.parent) or [""] * len(codes)
    labels = columns.get(choice.label) or codes
    return Areas(
        shapes=solid[keep],
        codes=[codes[i] for i in keep],
        names=[_text(labels[i]) or codes[i] for i in keep],
        regions=[_text(parents[i]) for i in keep],
        figures={m: [columns[m][i] for i in keep] for m in choice.measures if m in columns},
        report={
            "repaired": [codes[i] for i in np.flatnonzero(broken)][:SHOWN],
            "repaired_count": int(broken.sum()),
            "left_out": [codes[i] for i in range(len(codes)) if i not in set(keep)][:SHOWN],
            "left_out_count": len(codes) - len(keep),
        },
    )


def _text(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:200]


def _check_codes(codes: list[str]) -> None:
    for row, code in enumerate(codes, 1):
        if not code:
            raise UnreadableLayer(_("Row {row} has no id. Choose another column.").format(row=row))
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if twice:
        rows = [str(i) for i, code in enumerate(codes, 1) if code == twice[0]]
        raise UnreadableLayer(
            _("The id “{code}” stands in rows {rows}. Choose a column that differs.").format(
                code=twice[0], rows=", ".join(rows[:5])
            )
        )


def _only_areas(shape: Any) -> Any:
    import shapely

    if shape is None:
        return None
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([p for p in parts if p.geom_type == "Polygon"])


def build(areas: Areas, name: str, country: str, source: str, say: Say) -> Layer:
    """Write a layer with its units, names, borders and figures, or nothing at all."""
    import shapely

    say(0.2, _("Computing the borders"))
    pairs, km = touching.shared_borders(areas.shapes)
    points = shapely.get_coordinates(shapely.point_on_surface(areas.shapes))
    links, link_km = touching.bridges(points, pairs)
    say(0.6, _("Writing the layer"))
    sizes, edges = (
        touching.area_km2(areas.shapes),
        touching.length_km(shapely.boundary(areas.shapes)),
    )
    report = {**areas.report, "borders": len(pairs), "bridges": len(links)}
    with transaction.atomic():
        layer = Layer.objects.create(
            code=_free_code(name), name=name, country=country, level="area", source=source,
            version=str(len(areas.codes)), report=report, is_ready=True,
        )  # fmt: skip
        save(
            GeoUnit(
                layer=layer, code=code, name=label, level="area",
                region=region, region_code=region[:32],
                lon=float(point[0]), lat=float(point[1]), area_km2=float(size),
                perimeter_km=float(edge), outline=wkb,
            )
            for code, label, region, point, size, edge, wkb in zip(
                areas.codes, areas.names, areas.regions, points, sizes, edges,
                shapely.to_wkb(areas.shapes), strict=True,
            )
        )  # fmt: skip
        ids = list(layer.units.order_by("pk").values_list("pk", flat=True))
        say(0.8, _("Writing names and borders"))
        save(
            UnitName(unit_id=pk, layer=layer, folded=form[:200])
            for pk, label in zip(ids, areas.names, strict=True)
            for form in sorted(spellings(label))
        )
        for kind, rows, lengths in (("border", pairs, km), ("bridge", links, link_km)):
            save(
                Border(layer=layer, a_id=ids[a], b_id=ids[b], kind=kind, km=float(length))
                for (a, b), length in zip(rows.tolist(), lengths, strict=True)
            )
        save(
            UnitMeasure(
                unit_id=pk,
                key=slugify(key)[:40] or "figure",
                year=today().year,
                value=float(x),
            )
            for key, values in areas.figures.items()
            for pk, x in zip(ids, values, strict=True)
            if x is not None and x == x  # noqa: PLR0124
        )
    say(1.0, name)
    return layer


def _free_code(name: str) -> str:
    base = slugify(name)[:50] or "layer"
    code, number = base, 1
    while Layer.objects.filter(code=code).exists():
        number += 1
        code = f"{base}-{number}"
    return code
