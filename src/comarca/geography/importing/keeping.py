"""Keeps an uploaded layer while its columns are chosen, a week at most."""

from datetime import timedelta
from pathlib import Path

import numpy as np
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from comarca.base import files
from comarca.base.files import FileRefused, StoredFile
from comarca.base.organisation import Organisation
from comarca.geography.countries import likely_countries
from comarca.geography.importing.files import DEGREES, Contents, UnreadableLayer
from comarca.geography.importing.sources import ENDINGS, MAX_BYTES
from comarca.team.models import Person

KEEP = timedelta(days=7)  # for whoever comes back to choose its columns
SAMPLE = 200


def keep(given: "UploadedFile[bytes]", person: Person) -> StoredFile:
    """Keep an upload, whose content is looked at next. Raises ``UnreadableLayer``."""
    ending = Path(given.name or "").suffix.lower()
    if ending not in ENDINGS or (given.size or 0) > MAX_BYTES:
        raise UnreadableLayer(
            _("Choose a GeoJSON, TopoJSON, GeoPackage, KML or zipped Shapefile of up to 100 MB.")
        )
    try:
        return files.store(
            given.chunks(), given.name or "", StoredFile.Kind.UPLOAD, by=person, keep=KEEP,
            largest=MAX_BYTES, any_type=True, ending=ending,
        )  # fmt: skip
    except FileRefused as refused:
        raise UnreadableLayer(str(refused)) from refused


def forget(path: Path) -> None:
    """Delete an upload that is in the database now, or was no layer."""
    for file in StoredFile.objects.filter(kind=StoredFile.Kind.UPLOAD, path=path.name):
        files.remove(file)


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
    likely = likely_countries(points)
    # Where the outlines leave a doubt it is asked about, and not settled by where the company is.
    return likely[0] if len(likely) == 1 else "" if likely else fallback
