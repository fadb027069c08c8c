"""Writes a layer with its names, borders, land masses, figures and postal codes, or nothing."""

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from comarca.base.bulk import insert_objects
from comarca.base.dates import today
from comarca.base.events import record
from comarca.geography.importing import touching
from comarca.geography.importing.choice import Choice
from comarca.geography.importing.cleaning import Areas, clean
from comarca.geography.importing.files import read_polygons
from comarca.geography.models import Border, GeoUnit, Layer, PostalCode, UnitMeasure, UnitName
from comarca.geography.naming import spellings

__all__ = ["Areas", "Choice", "Say", "build", "clean", "import_file"]

Say = Callable[[float, str], object]


def import_file(path: Path, choice: Choice, say: Say, actor: Any = None) -> Layer:
    """Import a file of polygons as a layer and report what was repaired, joined or left out."""
    say(0.05, _("Reading the file"))
    shapes, columns = read_polygons(path, choice.layer)
    say(0.15, _("Repairing outlines"))
    areas = clean(shapes, columns, choice)
    layer = build(
        areas, choice.name, choice.country, Layer.Source.FILE, say,
        attribution=choice.attribution, is_postal=choice.is_postal,
    )  # fmt: skip
    record(layer, "created", actor=actor, after={"name": layer.name, "areas": len(areas.codes)})
    return layer


def build(areas: Areas, name: str, country: str, source: str, say: Say, *,
          attribution: str = "", is_postal: bool = False) -> Layer:  # fmt: skip
    """Write a layer with its units, names, borders and figures, or nothing at all."""
    import shapely

    say(0.2, _("Computing the borders"))
    pairs, km = touching.shared_borders(areas.shapes)
    points = shapely.get_coordinates(shapely.point_on_surface(areas.shapes))
    # a grid leaves out what holds no account: a gap in it is land, not water
    is_grid = source == Layer.Source.GRID
    linked = touching.across_gaps if is_grid else touching.bridges
    links, link_km = linked(points, pairs)
    lands = ["0"] * len(areas.codes)
    if not is_grid:
        lands = touching.land_masses(areas.shapes, pairs, links)
    say(0.6, _("Writing the layer"))
    report = {
        **areas.report, "borders": len(pairs), "bridges": len(links),
        "land_masses": len(set(lands)), "is_postal": is_postal,
    }  # fmt: skip
    with transaction.atomic():
        layer = Layer.objects.create(
            code=_free_code(name), name=name, country=country, level="area", source=source,
            version=f"{len(areas.codes)}-{token_hex(4)}", report=report, is_ready=True,
            attribution=attribution,
        )  # fmt: skip
        _write_units(layer, areas, points, lands)
        ids = list(layer.units.order_by("pk").values_list("pk", flat=True))
        say(0.8, _("Writing names and borders"))
        _write_names(layer, areas, ids)
        for kind, rows, lengths in (("border", pairs, km), ("bridge", links, link_km)):
            insert_objects(
                Border(layer=layer, a_id=ids[a], b_id=ids[b], kind=kind, km=float(length))
                for (a, b), length in zip(rows.tolist(), lengths, strict=True)
            )
        _write_figures(areas, ids)
        if is_postal:
            insert_objects(
                PostalCode(layer=layer, code=code.upper()[:12], unit_id=pk)
                for pk, code in zip(ids, areas.codes, strict=True)
            )
    say(1.0, name)
    return layer


def _write_units(layer: Layer, areas: Areas, points: Any, lands: list[str]) -> None:
    import shapely

    sizes = touching.area_km2(areas.shapes)
    edges = touching.length_km(shapely.boundary(areas.shapes))
    rows = zip(
        areas.codes, areas.names, areas.regions, points, sizes, edges, lands,
        shapely.to_wkb(areas.shapes), strict=True,
    )  # fmt: skip
    insert_objects(
        GeoUnit(
            layer=layer, code=code[:64], name=label, level="area",
            region=region, region_code=region[:32], landmass=land,
            lon=float(point[0]), lat=float(point[1]), area_km2=float(size),
            perimeter_km=float(edge), outline=wkb,
        )
        for code, label, region, point, size, edge, land, wkb in rows
    )  # fmt: skip


def _write_names(layer: Layer, areas: Areas, ids: list[int]) -> None:
    insert_objects(
        UnitName(unit_id=pk, layer=layer, folded=form[:200])
        for pk, label in zip(ids, areas.names, strict=True)
        for form in sorted({form[:200] for form in spellings(label)})
    )


def _write_figures(areas: Areas, ids: list[int]) -> None:
    insert_objects(
        UnitMeasure(
            unit_id=pk, key=slugify(key)[:40] or "figure", year=today().year, value=float(x)
        )
        for key, values in areas.figures.items()
        for pk, x in zip(ids, values, strict=True)
        if x is not None
    )


def _free_code(name: str) -> str:
    base = slugify(name)[:50] or "layer"
    code, number = base, 1
    while Layer.objects.filter(code=code).exists():
        number += 1
        code = f"{base}-{number}"
    return code
