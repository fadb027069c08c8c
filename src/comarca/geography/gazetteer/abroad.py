"""Knows the provinces and states of all countries, so that "Mérida, Jalisco" is not Spain's."""

from functools import cache
from pathlib import Path

from django.conf import settings

from comarca.geography.gazetteer.regions import SHORT, bag, spellings


def is_abroad(region: str, country: str) -> bool:
    """Return whether a region's name is one of other countries and none of this one.

    >>> is_abroad("Jalisco", "ES"), is_abroad("Sevilla", "ES"), is_abroad("Costa del Sol", "ES")
    (True, False, False)
    """
    countries = _countries().get(bag(region), frozenset()) if len(region) > SHORT else frozenset()
    return bool(country and countries) and country.upper() not in countries


@cache
def _countries() -> dict[str, frozenset[str]]:
    """Return the countries of each region's name, from ISO 3166-2 and the tables of the packs."""
    import pycountry

    found: dict[str, set[str]] = {}
    for region in pycountry.subdivisions:
        found.setdefault(bag(region.name), set()).add(region.country_code)
    for pack in Path(settings.PACKS_DIR).glob("??/regions.csv"):
        for _level, _code, written in spellings(pack.parent.name):
            for name in written:
                # A number or a short form says nothing of a country.
                if len(bag(name)) > SHORT and not any(map(str.isdigit, name)):
                    found.setdefault(bag(name), set()).add(pack.parent.name.upper())
    return {name: frozenset(countries) for name, countries in found.items()}
