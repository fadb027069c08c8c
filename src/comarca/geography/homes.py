"""Finds the towns where people live, with the names of the country's geography."""

from django.utils.translation import gettext as _

from comarca.base.organisation import Organisation
from comarca.geography import packs
from comarca.geography.gazetteer import Reason, Resolver, Said, decided, key_of
from comarca.geography.models import GeoUnit, Layer
from comarca.team.homes import Home, HomeNotFound

SHOWN = 4


def has_pack(country: str) -> bool:
    """Return whether a country's geography is bundled."""
    return country.lower() in packs.available()


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
    said = Said(place.strip())
    verdict = Resolver.for_layer(layer.pk).resolve(said)
    found = verdict.unit or decided(layer).get(key_of(said))
    if found is not None:
        unit = GeoUnit.objects.get(pk=found)
        return Home(unit.name, unit.lon, unit.lat)
    raise HomeNotFound(_remedy(place, verdict.reason, list(verdict.candidates)))


def _remedy(place: str, reason: Reason, candidates: list[int]) -> str:
    units = GeoUnit.objects.in_bulk(candidates[:SHOWN])
    shown = [units[pk] for pk in candidates[:SHOWN] if pk in units]
    names = ", ".join(f"{u.name} ({u.region})" if u.region else u.name for u in shown)
    if names and reason in {Reason.MISSPELT, Reason.UNKNOWN}:
        return _("No town is called “{place}”. Did you mean: {names}?").format(
            place=place, names=names
        )
    if names:
        return _("Several towns are called “{place}”. Write which: {names}.").format(
            place=place, names=names
        )
    return _("No town is called “{place}”. Check its spelling, or leave it empty.").format(
        place=place
    )
