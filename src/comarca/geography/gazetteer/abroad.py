"""Knows the provinces and states of all countries, so that "Mérida, Jalisco" is not Spain's."""

from functools import cache

from comarca.geography.gazetteer.regions import SHORT, bag


def is_abroad(region: str, country: str) -> bool:
    """Return whether a region's name is one of other countries and none of this one.

    >>> is_abroad("Jalisco", "ES"), is_abroad("Sevilla", "ES"), is_abroad("Costa del Sol", "ES")
    (True, False, False)
    """
    countries = _countries().get(bag(region), frozenset()) if len(region) > SHORT else frozenset()
    return bool(country and countries) and country.upper() not in countries


@cache
def _countries() -> dict[str, frozenset[str]]:
    """Return the countries of each region's name, from ISO 3166-2."""
    import pycountry

    found: dict[str, set[str]] = {}
    for region in pycountry.subdivisions:
        found.setdefault(bag(region.name), set()).add(region.country_code)
    return {name: frozenset(countries) for name, countries in found.items()}
