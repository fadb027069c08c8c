"""Load a country's bundled geography into the database."""

import csv
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import transaction

from comarca.base.bulk import insert_objects
from comarca.geography.layer_names import PackName
from comarca.geography.models import Border, GeoUnit, Layer, PostalCode, UnitMeasure, UnitName
from comarca.geography.naming import spellings

Progress = Callable[[float, str], object]
MANIFEST = "pack.json"


@dataclass(frozen=True)
class Manifest:
    """What a pack calls itself: the layer's code and name, its level, and whom to credit."""

    code: str
    name: str
    level: str
    attribution: str


class UnknownPack(LookupError):
    """There is no bundled geography for this country."""


def load(country: str, progress: Progress | None = None) -> Layer:
    """Load a country's pack unless this version of it is loaded already.

    One transaction: a load that is cut short leaves nothing behind.
    """
    country = country.lower()
    folder = settings.PACKS_DIR / country
    about = manifest(country)
    say: Progress = progress or (lambda _share, _text: None)
    version = fingerprint(folder)
    layer = Layer.objects.filter(code=about.code).first()
    if layer and layer.is_ready:
        return layer
    with transaction.atomic():
        layer, _made = Layer.objects.update_or_create(
            code=about.code,
            defaults={
                "name": PackName.of(country, about.level), "country": country.upper(),
                "level": about.level,
                "version": version, "source": Layer.Source.PACK,
                "attribution": about.attribution, "is_ready": True,
            },
        )  # fmt: skip
        fill(layer, folder, say)
    say(1.0, layer.name)
    return layer


def available() -> list[str]:
    """Return the countries that have a pack, by their two letters."""
    return sorted(path.parent.name for path in settings.PACKS_DIR.glob(f"??/{MANIFEST}"))


def manifest(country: str) -> Manifest:
    """Return what a country's pack says of itself; raises ``UnknownPack`` where there is none."""
    path = settings.PACKS_DIR / country.lower() / MANIFEST
    if len(country) != 2 or not country.isalpha() or not path.exists():
        raise UnknownPack(country)
    return Manifest(**json.loads(path.read_text(encoding="utf-8")))


def fill(layer: Layer, folder: Path, say: Progress) -> None:
    """Write a pack's units, names, borders, postal codes and figures."""
    say(0.02, "units")
    rows = list(read(folder / "units.csv.gz"))
    shapes = outlines(folder / "outlines.npz")
    insert_objects(
        GeoUnit(
            layer=layer, code=r["code"], name=r["name"], level=layer.level,
            region_code=r["region_code"], region=r["region"], group_code=r["group_code"],
            group=r["group"], landmass=r["landmass"], lon=float(r["lon"]), lat=float(r["lat"]),
            area_km2=float(r["area_km2"]), perimeter_km=float(r["perimeter_km"]), outline=wkb,
        )
        for r, wkb in zip(rows, shapes, strict=True)
    )  # fmt: skip
    ids = dict(GeoUnit.objects.filter(layer=layer).values_list("code", "pk"))
    say(0.3, "names")
    insert_objects(
        UnitName(unit_id=ids[r["code"]], layer=layer, folded=form)
        for r in rows
        for form in sorted({f for name in r["names"].split("|") for f in spellings(name)})
    )
    say(0.45, "borders")
    insert_objects(
        Border(layer=layer, a_id=min(a, b), b_id=max(a, b), kind=r["kind"], km=float(r["km"]))
        for r in read(folder / "borders.csv.gz")
        for a, b in [(ids[r["a"]], ids[r["b"]])]
    )
    say(0.6, "postal codes")
    insert_objects(
        PostalCode(layer=layer, code=code, unit_id=ids[unit])
        for code, unit in sorted(
            {(r["code"], r["unit"]) for r in read(folder / "postal.csv.gz") if r["unit"] in ids}
        )
    )
    say(0.7, "figures")
    insert_objects(
        UnitMeasure(
            unit_id=ids[r["unit"]], key=r["key"], year=int(r["year"]), value=float(r["value"])
        )
        for r in read(folder / "measures.csv.gz")
    )


def read(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a gzipped CSV file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def outlines(path: Path) -> list[bytes]:
    """Return the outlines of a pack as WKB, in the order of its units."""
    import shapely

    with np.load(path) as data:
        coords = np.cumsum(data["moves"], axis=0, dtype=np.int64) * float(data["grid"])
        offsets = tuple(
            np.concatenate([[0], np.cumsum(data[name])]) for name in ("rings", "polygons", "units")
        )
    shapes = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, coords, offsets)
    return list(shapely.to_wkb(shapes))


def fingerprint(folder: Path) -> str:
    """Return the version of a pack: a short digest of its files."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.*z")):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]
