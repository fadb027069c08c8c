"""Build the world's land and country borders from Natural Earth (npm package world-atlas 2.0.2).

``python packs/world/build.py --atlas FOLDER`` with the unpacked package.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import shapely

HERE = Path(__file__).parent
GRID = 1e-3
NEAR = shapely.box(-32, 20, 22, 54)


def arcs_of(topology: dict[str, Any]) -> list[Any]:
    """Decode the arcs of a TopoJSON topology to degrees."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(a), axis=0) * scale + move for a in topology["arcs"]]


def land(path: Path) -> list[Any]:
    """Return the polygons of all land."""
    topology = json.loads(path.read_text())
    arcs = arcs_of(topology)

    def ring(indices: list[int]) -> Any:
        lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    found = []
    for item in topology["objects"]["land"]["geometries"]:
        parts = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        found += [shapely.Polygon(ring(p[0]), [ring(h) for h in p[1:]]) for p in parts]
    return polygons(found)


def polygons(shapes: list[Any]) -> list[Any]:
    """Return the polygons of some shapes, made valid."""
    valid = shapely.make_valid(np.array(shapes, dtype=object), method="structure")
    parts = shapely.get_parts(shapely.get_parts(valid))
    return [p for p in parts if p.geom_type == "Polygon"]


def borders(path: Path) -> list[Any]:
    """Return the lines that two countries share."""
    topology = json.loads(path.read_text())
    arcs = arcs_of(topology)
    used: Counter[int] = Counter()
    for item in topology["objects"]["countries"]["geometries"]:
        text = json.dumps(item.get("arcs", []))
        used.update(
            {i if i >= 0 else ~i for i in json.loads(f"[{text.replace('[', '').replace(']', '')}]")}
        )
    return [
        shapely.LineString(arcs[i]) for i, n in sorted(used.items()) if n > 1 and len(arcs[i]) > 1
    ]


def save(name: str, shapes: list[Any]) -> None:
    """Write shapes as WKB snapped to the grid, one array of bytes and their lengths."""
    snapped = shapely.set_precision(np.array(shapes, dtype=object), GRID, mode="pointwise")
    snapped = snapped[~shapely.is_empty(snapped)]
    kind, coords, offsets = shapely.to_ragged_array(snapped)
    moves = np.diff(
        np.round(coords / GRID).astype(np.int32), axis=0, prepend=np.zeros((1, 2), np.int32)
    )
    parts = {f"offset{i}": np.asarray(o, dtype=np.int32) for i, o in enumerate(offsets)}
    np.savez_compressed(
        HERE / name, grid=np.array(GRID), kind=np.array(int(kind)), moves=moves, **parts
    )


def main() -> None:
    """Write land from afar and from near, and the borders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--atlas", type=Path, required=True)
    atlas = parser.parse_args().atlas
    save("land.npz", land(atlas / "land-50m.json"))
    save("land_near.npz", polygons([s.intersection(NEAR) for s in land(atlas / "land-10m.json")]))
    save("borders.npz", borders(atlas / "countries-50m.json"))


if __name__ == "__main__":
    main()
