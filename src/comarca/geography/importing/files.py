"""A file of polygons that somebody uploads: what it is, what is in it, and its limits."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

MAX_BYTES = 100 * 1024 * 1024
MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 100
MAX_POLYGONS = 50_000
MAX_POINTS = 8_000_000
SAMPLE = 5
ENDINGS = (".geojson", ".json", ".topojson", ".gpkg", ".kml", ".zip")
DEGREES = {"EPSG:4326", "OGC:CRS84", "EPSG:4258", "EPSG:4269"}


class UnreadableLayer(ValueError):
    """The file holds no polygons that can be read; the message says what to do."""


@dataclass(frozen=True)
class Contents:
    """What a file holds: columns, how many polygons, and the first rows."""

    columns: tuple[str, ...]
    numeric: tuple[str, ...]
    count: int
    sample: tuple[tuple[str, ...], ...]


def source_of(path: Path) -> str:
    """Return the address under which GDAL reads a file, after a look at its first bytes.

    Only the formats we offer are opened, so that no format that fetches other files is.
    """
    head = path.read_bytes()[:2048] if path.stat().st_size <= MAX_BYTES else b""
    if not head:
        raise UnreadableLayer(_("The file is empty or larger than 100 MB. Simplify it first."))
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    ending = path.suffix.lower()
    if ending in {".geojson", ".json", ".topojson"} and text.startswith(b"{"):
        return str(path)
    if ending == ".gpkg" and head.startswith(b"SQLite format 3\x00"):
        return str(path)
    if ending == ".kml" and b"<kml" in text:
        return str(path)
    if ending == ".zip" and head.startswith(b"PK"):
        return _shapefile_in(path)
    raise UnreadableLayer(
        _("This is not a GeoJSON, TopoJSON, GeoPackage, KML or zipped Shapefile.")
    )


def _shapefile_in(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        raise UnreadableLayer(_("The archive cannot be opened: it may be cut short."))
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        size = sum(m.file_size for m in members)
        packed = max(sum(m.compress_size for m in members), 1)
        if size > MAX_UNPACKED or size / packed > MAX_RATIO:
            raise UnreadableLayer(_("The archive unpacks to too much. Simplify the layer first."))
        shapes = [m.filename for m in members if m.filename.lower().endswith(".shp")]
    if len(shapes) != 1:
        raise UnreadableLayer(
            _("The archive must hold one Shapefile with its .shp, .shx and .dbf.")
        )
    return f"/vsizip/{path}/{shapes[0]}"


def look(path: Path) -> Contents:
    """Return the columns of a file and its first rows."""
    from pyogrio import raw, read_info
    from pyogrio.errors import DataSourceError

    source = source_of(path)
    try:
        first = first_layer(source)
        info = read_info(source, layer=first, force_feature_count=True)
        read = raw.read(source, layer=first, max_features=SAMPLE, read_geometry=False)
        values = read[3]
    except (DataSourceError, ValueError, RuntimeError) as error:
        raise UnreadableLayer(_("The file cannot be read: it may be cut short.")) from error
    if info["features"] > MAX_POLYGONS:
        raise UnreadableLayer(
            _("The file holds {count} areas; {most} are the most.").format(
                count=info["features"], most=MAX_POLYGONS
            )
        )
    columns = tuple(str(c) for c in info["fields"])
    numeric = tuple(
        c
        for c, kind in zip(columns, info["dtypes"], strict=True)
        if kind.startswith(("int", "float"))
    )
    rows = zip(*(column.tolist() for column in values), strict=True) if columns else ()
    sample = tuple(tuple("" if v is None else str(v)[:60] for v in row) for row in rows)
    return Contents(columns, numeric, int(info["features"]), sample)


def first_layer(source: str) -> str:
    """Return the name of a file's first layer."""
    from pyogrio import list_layers

    found = list_layers(source)
    if not len(found):
        raise UnreadableLayer(_("The file holds no polygons."))
    return str(found[0][0])


def read_polygons(path: Path) -> tuple[Any, dict[str, list[Any]]]:
    """Return the shapes of a file in degrees and its columns, row by row."""
    import shapely
    from pyogrio import raw

    source = source_of(path)
    meta, _fids, wkb, values = raw.read(source, layer=first_layer(source))
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    if shapely.count_coordinates(shapes) > MAX_POINTS:
        raise UnreadableLayer(_("The outlines are too fine. Simplify the layer first."))
    shapes = shapely.force_2d(shapes)
    crs = meta.get("crs")
    if crs and crs not in DEGREES:
        shapes = _to_degrees(shapes, crs)
    columns = {str(n): list(v.tolist()) for n, v in zip(meta["fields"], values, strict=True)}
    bounds = shapely.total_bounds(shapes)
    if (
        not np.isfinite(bounds).all()
        or bounds[0] < -181
        or bounds[2] > 181
        or abs(bounds[[1, 3]]).max() > 90.1
    ):
        raise UnreadableLayer(
            _("The coordinates are not degrees and the file names no other system.")
        )
    return shapes, columns


def _to_degrees(shapes: Any, crs: str) -> Any:
    import shapely
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        change = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    except ProjError as error:
        raise UnreadableLayer(_("The file's coordinate system is not known.")) from error
    return shapely.transform(
        shapes, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1]))
    )
