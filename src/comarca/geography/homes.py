"""Finds the towns where people live, with the names of the country's geography."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from comarca.base.organisation import Organisation
from comarca.geography.models import GeoUnit, Layer
from comarca.geography.naming import NameIndex
from comarca.team.homes import Home, HomeNotFound

WITH_PROVINCE = re.compile(r"^(?P<town>.+?)\s*(?:\((?P<bracket>[^()]+)\)|,\s*(?P<comma>[^,]{4,}))$")
SHOWN = 4


def has_pack(country: str) -> bool:
    """Return whether a country's geography is bundled."""
    return (settings.PACKS_DIR / country.lower()).is_dir()


def home_layer() -> Layer | None:
    """Return the layer whose names are the company's towns: its country's pack, else any."""
    company = Organisation.current()
    layers = Layer.objects.filter(is_ready=True).exclude(source=Layer.Source.GRID)
    own = layers.filter(country=company.country) if company else layers
    return own.order_by("source", "pk").last() or layers.first()


def find_home(place: str) -> Home | None:
    """Return where a town is; None while there is no geography to look in."""
    layer = home_layer()
    if layer is None or not place.strip():
        return None
    index = NameIndex.for_layer(layer.pk)
    match = index.find(place.strip())
    parts = WITH_PROVINCE.match(place.strip())
    if match.unit_id is None and parts:
        match = index.find(parts["town"], province=parts["bracket"] or parts["comma"])
    if match.unit_id is not None:
        unit = GeoUnit.objects.get(pk=match.unit_id)
        return Home(unit.name, unit.lon, unit.lat)
    raise HomeNotFound(_remedy(place, list(match.candidates)))


def _remedy(place: str, candidates: list[int]) -> str:
    units = GeoUnit.objects.filter(pk__in=candidates[:SHOWN]).order_by("region")
    names = ", ".join(f"{unit.name} ({unit.region})" for unit in units)
    if names:
        return _("Several towns are called “{place}”. Write which: {names}.").format(
            place=place, names=names
        )
    return _("No town is called “{place}”. Check its spelling, or leave it empty.").format(
        place=place
    )
