"""Keeps an uploaded layer while its columns are chosen, and forgets what was left lying."""

import secrets
import time
from pathlib import Path

import numpy as np
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from comarca.base.organisation import Organisation
from comarca.geography.countries import country_of
from comarca.geography.importing.files import DEGREES, Contents, UnreadableLayer
from comarca.geography.importing.sources import ENDINGS, MAX_BYTES

KEEP_SECONDS = 7 * 24 * 3600
SAMPLE = 200


def keep(given: "UploadedFile[bytes]") -> Path:
    """Write an upload to the data folder under a name of our own."""
    ending = Path(given.name or "").suffix.lower()
    if ending not in ENDINGS or (given.size or 0) > MAX_BYTES:
        raise UnreadableLayer(
            _("Choose a GeoJSON, TopoJSON, GeoPackage, KML or zipped Shapefile of up to 100 MB.")
        )
    folder = settings.COMARCA_DATA / "uploads" / "layers"
    folder.mkdir(parents=True, exist_ok=True)
    forget_old(folder)
    path: Path = folder / f"{secrets.token_hex(16)}{ending}"
    with path.open("wb") as file:
        for chunk in given.chunks():
            file.write(chunk)
    return path


def forget_old(folder: Path) -> None:
    """Delete the uploads that nobody came back to within a week."""
    limit = time.time() - KEEP_SECONDS
    for path in folder.iterdir():
        if path.is_file() and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)


def likely_country(contents: Contents) -> str:
    """Return the country that a layer's first areas lie in, else the company's."""
    import shapely
    from pyogrio import raw

    source = contents.source
    meta, _fids, wkb, _values = raw.read(
        source.address, layer=source.layer, columns=[], max_features=SAMPLE
    )
    shapes = [s for s in shapely.from_wkb(wkb, on_invalid="ignore") if s is not None]
    company = Organisation.current()
    fallback = company.country if company else ""
    if not shapes or (meta.get("crs") and meta["crs"] not in DEGREES):
        return fallback
    points = shapely.get_coordinates(shapely.centroid(shapes))
    points = points[np.isfinite(points).all(axis=1)]
    return country_of(points) or fallback
