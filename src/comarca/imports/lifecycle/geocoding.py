"""Finds places by street with an outside geocoder; off unless the installation sets one.

``COMARCA_GEOCODER`` is ``nominatim`` or ``photon``; ``COMARCA_GEOCODER_URL`` the host of one's
own (the public ones allow one question a second). Only the worker comes here.
"""

from typing import Any
from urllib.parse import urlparse

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _

from comarca.accounts.models import Site
from comarca.imports.lifecycle.previewing import layer_for
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.places import LayerIndexes
from comarca.imports.preview.run import Report

AGENT = "comarca (self-hosted)"
PAUSE = 1.1


class GeocoderSilent(RuntimeError):
    """The geocoder does not answer; the message says what to do."""


def geocoder() -> Any:
    """Return the geocoder of the settings."""
    from geopy.geocoders import Nominatim, Photon

    address = urlparse(settings.GEOCODER_URL)
    place = {"domain": address.netloc, "scheme": address.scheme} if address.netloc else {}
    kinds = {"nominatim": Nominatim, "photon": Photon}
    return kinds[settings.GEOCODER.lower()](user_agent=AGENT, timeout=10, **place)


def place_by_street(batch: Import, report: Report) -> int:
    """Look up every row without a place and return how many were found."""
    from geopy.extra.rate_limiter import RateLimiter

    layer = layer_for(batch)
    if layer is None:
        return 0
    ask = RateLimiter(
        geocoder().geocode,
        min_delay_seconds=0 if settings.GEOCODER_URL else PAUSE,
        max_retries=1,
        error_wait_seconds=PAUSE,
        swallow_exceptions=False,
    )
    indexes, placed = LayerIndexes(layer), 0
    rows = list(batch.rows.filter(is_placed=False).exclude(action=ImportRow.Action.ERROR))
    for number, row in enumerate(rows):
        report(number / len(rows), _("Looking up row %(row)d…") % {"row": row.number})
        answer = _answer(ask, question(row.values))
        if answer is not None and _put(row, answer.longitude, answer.latitude, indexes):
            placed += 1
    batch.summary["unplaced"] = batch.rows.filter(is_placed=False).count()
    batch.save(update_fields=["summary"])
    return placed


def _answer(ask: Any, text: str) -> Any:
    from geopy.exc import GeocoderQueryError, GeopyError

    try:
        return ask(text)
    except GeocoderQueryError:
        return None
    except GeopyError as error:
        raise GeocoderSilent(
            _("The street geocoder does not answer. What it found so far is kept; try again later.")
        ) from error


def question(values: dict[str, Any]) -> str:
    """Return a row's place as one line of address."""
    keys = ("address", "postal_code", "place", "province", "country")
    return ", ".join(str(values[key]) for key in keys if values.get(key))


def _put(row: ImportRow, lon: float, lat: float, indexes: LayerIndexes) -> bool:
    """Place a row at coordinates, if they lie on the layer."""
    unit = int(indexes.units_at(np.array([lon]), np.array([lat]))[0])
    if unit < 0:
        return False
    row.values = {**row.values, "lon": lon, "lat": lat}
    row.unit_id, row.placed_by = unit, Site.PlacedBy.GEOCODER
    row.problems = [p for p in row.problems if p.get("about") != "place"]
    row.is_placed = True
    row.save(update_fields=["values", "unit", "placed_by", "problems", "is_placed"])
    return True
