"""Writes layer files of the kinds that people bring."""

import zipfile
from pathlib import Path

import numpy as np
import shapely
from pyogrio import raw

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}


def boxes(count, *, west=0.0, south=0.0, step=1.0):
    """Return squares in a row."""
    return [
        shapely.box(west + i * step, south, west + (i + 1) * step, south + step)
        for i in range(count)
    ]


def write(path: Path, shapes, columns, *, layer=None, append=False, crs="EPSG:4326") -> Path:
    """Write shapes with their columns in the format of the file's ending."""
    fields = [
        np.array(values, dtype=object if isinstance(values[0], (str, type(None))) else None)
        for values in columns.values()
    ]
    raw.write(
        path, shapely.to_wkb(np.array(shapes, dtype=object)), fields, list(columns),
        geometry_type="Polygon", crs=crs, driver=DRIVERS[path.suffix], layer=layer, append=append,
    )  # fmt: skip
    return path


def packed(archive: Path, *folders: Path, shadow: bool = False) -> Path:
    """Pack folders into a zip; ``shadow`` adds the files that macOS leaves."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        for folder in folders:
            for part in sorted(folder.iterdir()):
                made.write(part, f"{folder.name}/{part.name}")
                if shadow:
                    made.writestr(f"__MACOSX/{folder.name}/._{part.name}", b"\x00\x05\x16\x07")
    return archive
