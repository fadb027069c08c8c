"""Build the world's rivers from Natural Earth 1:10m, with its supplement for Europe.

``python packs/world/rivers.py --rivers FILE --europe FILE``: ``ne_10m_rivers_lake_centerlines`` and
``ne_10m_rivers_europe`` as GeoJSON. The same sources give the same bytes.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely

HERE = Path(__file__).parent
GRID = 1e-3
# A bend that no map at this scale shows.
TOLERANCE = 0.002


def lines(path: Path) -> list[tuple[int, Any]]:
    """Return each line with the zoom from which it is worth drawing."""
    found = []
    for feature in json.loads(path.read_text())["features"]:
        if feature["geometry"] is None:
            continue
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        zoom = int(feature["properties"].get("min_zoom") or 7)
        found += [(zoom, part) for part in shapely.get_parts(shape)]
    return found


def main() -> None:
    """Write ``rivers.npz``: the lines, the most important first, and their zooms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rivers", type=Path, required=True)
    parser.add_argument("--europe", type=Path, required=True)
    given = parser.parse_args()
    found = sorted([*lines(given.rivers), *lines(given.europe)], key=lambda line: line[0])
    shapes = shapely.simplify(np.array([shape for _zoom, shape in found]), TOLERANCE)
    shapes = shapely.set_precision(shapes, GRID, mode="pointwise")
    kept = ~shapely.is_empty(shapes) & (shapely.get_num_coordinates(shapes) > 1)
    kind, coords, offsets = shapely.to_ragged_array(shapes[kept])
    moves = np.diff(
        np.round(coords / GRID).astype(np.int32), axis=0, prepend=np.zeros((1, 2), np.int32)
    )
    np.savez_compressed(
        HERE / "rivers.npz", grid=np.array(GRID), kind=np.array(int(kind)), moves=moves,
        offset0=np.asarray(offsets[0], dtype=np.int32),
        zooms=np.array([zoom for zoom, _shape in found], dtype=np.int8)[kept],
    )  # fmt: skip
    print(int(kept.sum()), "lines")


if __name__ == "__main__":
    main()
