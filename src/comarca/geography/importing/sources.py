"""What an uploaded file holds: one or several layers of polygons, in one of the offered formats."""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

MAX_BYTES = 100 * 1024 * 1024
MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 100
MAX_LAYERS = 60
ENDINGS = (".geojson", ".json", ".topojson", ".gpkg", ".kml", ".zip")
NOT_AREAS = ("point", "line", "curve")


class UnreadableLayer(ValueError):
    """The file holds no polygons that can be read; the message says what to do."""


@dataclass(frozen=True)
class Source:
    """One layer of a file: where GDAL reads it, its own name, and how many rows it has."""

    address: str
    layer: str
    title: str
    count: int

    @property
    def key(self) -> str:
        """Return what tells this layer from the others of its file."""
        return self.title


def sources(path: Path) -> list[Source]:
    """Return the layers of polygons in a file, the one with the most areas first.

    Raises ``UnreadableLayer`` with the remedy when there is none.
    """
    from pyogrio.errors import DataSourceError

    found: list[Source] = []
    failed: Exception | None = None
    for address, member in _addresses(path):
        try:
            found += _layers(address, member)
        except (DataSourceError, ValueError, RuntimeError) as error:
            failed = error
    if not found and failed is not None:
        raise UnreadableLayer(_("The file cannot be read: it may be cut short.")) from failed
    if not found:
        raise UnreadableLayer(_("The file holds no polygons."))
    return sorted(found, key=lambda s: -s.count)[:MAX_LAYERS]


def chosen(path: Path, key: str = "") -> Source:
    """Return the layer with a key, else the one with the most areas."""
    found = sources(path)
    return next((s for s in found if s.key == key), found[0])


def _layers(address: str, member: str) -> list[Source]:
    from pyogrio import list_layers, read_info

    named = [
        str(name)
        for name, kind in list_layers(address)
        if kind is not None and not any(word in str(kind).lower() for word in NOT_AREAS)
    ]
    counted = [
        (name, int(read_info(address, layer=name, force_feature_count=True)["features"]))
        for name in named[:MAX_LAYERS]
    ]
    stem = PurePosixPath(member).name
    return [
        Source(address, name, f"{stem}: {name}" if stem and len(named) > 1 else stem or name, n)
        for name, n in counted
        if n
    ]


def _addresses(path: Path) -> list[tuple[str, str]]:
    """Return where GDAL may read, after a look at the first bytes.

    GDAL opens by content, and some of its formats fetch other files; so only what looks like
    one of the offered formats is handed to it.
    """
    size = path.stat().st_size
    if not 0 < size <= MAX_BYTES:
        raise UnreadableLayer(_("The file is empty or larger than 100 MB. Simplify it first."))
    with path.open("rb") as file:
        head = file.read(2048)
    if path.suffix.lower() == ".zip" and head.startswith(b"PK"):
        return _members(path)
    if looks_like(path.suffix.lower(), head):
        return [(str(path), "")]
    raise UnreadableLayer(
        _("This is not a GeoJSON, TopoJSON, GeoPackage, KML or zipped Shapefile.")
    )


def looks_like(ending: str, head: bytes) -> bool:
    """Return whether the first bytes are those of the format that the ending names."""
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if ending in {".geojson", ".json", ".topojson"}:
        return text.startswith(b"{")
    if ending == ".gpkg":
        return head.startswith(b"SQLite format 3\x00")
    if ending == ".shp":
        return head.startswith(b"\x00\x00\x27\x0a")
    return ending == ".kml" and b"<kml" in text


def _members(path: Path) -> list[tuple[str, str]]:
    if not zipfile.is_zipfile(path):
        raise UnreadableLayer(_("The archive cannot be opened: it may be cut short."))
    found = []
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        size = sum(m.file_size for m in members)
        packed = max(sum(m.compress_size for m in members), 1)
        if size > MAX_UNPACKED or size / packed > MAX_RATIO:
            raise UnreadableLayer(_("The archive unpacks to too much. Simplify the layer first."))
        for member in members:
            name = PurePosixPath(member.filename)
            # macOS adds a folder of shadow files that bear the same names.
            if "__MACOSX" in name.parts or name.name.startswith(".") or ".." in name.parts:
                continue
            with archive.open(member) as file:
                if looks_like(name.suffix.lower(), file.read(2048)):
                    found.append((f"/vsizip/{path}/{member.filename}", member.filename))
    if not found:
        raise UnreadableLayer(
            _("The archive holds no layer. A Shapefile needs its .shp, .shx and .dbf together.")
        )
    return found
