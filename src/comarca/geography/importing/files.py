"""Reads a layer of an uploaded file: its table at once, its outlines when they are needed."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from comarca.geography.importing.columns import Column, profile, text
from comarca.geography.importing.sources import (
    ENDINGS,
    MAX_BYTES,
    Source,
    UnreadableLayer,
    chosen,
    sources,
)

__all__ = ["ENDINGS", "MAX_BYTES", "Contents", "UnreadableLayer", "look", "read_polygons"]

MAX_POLYGONS = 50_000
MAX_POINTS = 8_000_000
SAMPLE = 5
DEGREES = {"EPSG:4326", "OGC:CRS84", "EPSG:4258", "EPSG:4269"}


@dataclass(frozen=True)
class Contents:
    """What a layer of a file holds: its table, and the other layers beside it."""

    source: Source
    others: tuple[Source, ...]
    table: dict[str, list[Any]]
    profiles: tuple[Column, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the headings."""
        return tuple(self.table)

    @property
    def numeric(self) -> tuple[str, ...]:
        """Return the headings of columns that hold figures."""
        return tuple(c.name for c in self.profiles if c.numeric)

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return self.source.count

    @cached_property
    def sample(self) -> list[list[str]]:
        """Return the first rows as text."""
        rows = range(min(SAMPLE, self.count))
        return [[text(column[row])[:60] for column in self.table.values()] for row in rows]


def look(path: Path, layer: str = "") -> Contents:
    """Return the table of a file's layer (the one with the most areas unless chosen)."""
    from pyogrio import raw
    from pyogrio.errors import DataSourceError

    source = chosen(path, layer)
    if source.count > MAX_POLYGONS:
        raise UnreadableLayer(
            _("The file holds {count} areas; {most} are the most.").format(
                count=source.count, most=MAX_POLYGONS
            )
        )
    try:
        meta, _fids, _wkb, values = raw.read(
            source.address, layer=source.layer, read_geometry=False
        )
    except (DataSourceError, ValueError, RuntimeError) as error:
        raise UnreadableLayer(_("The file cannot be read: it may be cut short.")) from error
    table = _table(meta, values)
    profiles = tuple(
        profile(name, cells, kind.startswith(("int", "float")))
        for (name, cells), kind in zip(table.items(), meta["dtypes"], strict=True)
    )
    others = tuple(s for s in sources(path) if s.key != source.key)
    return Contents(source, others, table, profiles)


def _table(meta: Any, values: Any) -> dict[str, list[Any]]:
    return {str(n): list(v.tolist()) for n, v in zip(meta["fields"], values, strict=True)}


def read_polygons(path: Path, layer: str = "") -> tuple[Any, dict[str, list[Any]]]:
    """Return the shapes of a layer in degrees and its columns, row by row."""
    import shapely
    from pyogrio import raw

    source = chosen(path, layer)
    meta, _fids, wkb, values = raw.read(source.address, layer=source.layer)
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    if shapely.count_coordinates(shapes) > MAX_POINTS:
        raise UnreadableLayer(_("The outlines are too fine. Simplify the layer first."))
    shapes = shapely.force_2d(shapes)
    crs = meta.get("crs")
    if crs and crs not in DEGREES:
        shapes = _to_degrees(shapes, crs)
    if not _are_degrees(shapely.total_bounds(shapes)):
        raise UnreadableLayer(
            _("The coordinates are not degrees and the file names no other system.")
        )
    return shapes, _table(meta, values)


def _are_degrees(bounds: NDArray[np.float64]) -> bool:
    if not np.isfinite(bounds).all():
        return False
    # Latitude and longitude may stand in each other's place: that is asked about, not refused.
    return bool(abs(bounds).max() <= 181)


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
