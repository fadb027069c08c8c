"""Public holidays of the regions where people work, from the library that keeps them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from comarca.base.search.folding import fold
from comarca.geography.models import GeoUnit
from comarca.team.models import Person

BETWEEN = re.compile(r"[\[\]/,*]")
_found: dict[tuple[float, float, str], tuple[str, str]] = {}
NEAR = 0.35  # degrees around a home in which its municipality is looked for


def holidays_of(
    country: str, people: Iterable[Person], start: date, end: date
) -> Iterator[tuple[date, str]]:
    """Yield the public holidays from a day to (not including) another: day and name.

    A holiday of one region alone carries the region's name; where nobody's home is known, only
    those of the whole country are told.
    """
    regions = {region for person in people if (region := region_of(person, country))}
    language = get_language() or "en"
    told: dict[tuple[date, str], set[str]] = {}
    everywhere: set[tuple[date, str]] = set()
    for year in range(start.year, end.year + 1):
        everywhere |= set(_named(country, "", year, language))
        for name, code in regions:
            for day, holiday in _named(country, code, year, language):
                told.setdefault((day, holiday), set()).add(name)
    for day, holiday in sorted(everywhere | told.keys()):
        if start <= day < end:
            where = told.get((day, holiday), set())
            local = (day, holiday) not in everywhere and where
            yield day, f"{holiday} ({', '.join(sorted(where))})" if local else holiday


def region_of(person: Person, country: str) -> tuple[str, str] | None:
    """Return the region of a person's home: its name and the code that holidays go by."""
    if person.home_lon is None or person.home_lat is None:
        return None
    return _region_at(round(person.home_lon, 2), round(person.home_lat, 2), country)


def _region_at(lon: float, lat: float, country: str) -> tuple[str, str] | None:
    """Return the region of a place, by the municipality whose middle is nearest."""
    if (lon, lat, country) not in _found:
        near = GeoUnit.objects.filter(
            layer__country=country, lon__range=(lon - NEAR, lon + NEAR),
            lat__range=(lat - NEAR, lat + NEAR),
        ).values_list("lon", "lat", "region")  # fmt: skip
        units = [(abs(x - lon) + abs(y - lat), name) for x, y, name in near[:5000] if name]
        code = _code(country, min(units)[1]) if units else ""
        if not code:  # asked again: the country's areas may be loaded later
            return None
        _found[lon, lat, country] = (min(units)[1], code)
    return _found[lon, lat, country]


@lru_cache(maxsize=512)
def _code(country: str, region: str) -> str:
    """Return the code of the region, or of the one it lies in, that holidays are kept for."""
    import holidays

    known, wanted = holidays.list_supported_countries().get(country, []), _names(region)
    for one in _subdivisions(country):
        if wanted & _names(one.name):
            for code in (one.code, one.parent_code or ""):
                if (short := code.partition("-")[2]) in known:
                    return short
    return ""


def _names(text: str) -> set[str]:
    """Return each name of a place: “Lleida [Lérida]”, “Alacant/Alicante”, “Navarra, …” have two."""
    return {fold(part) for part in BETWEEN.split(text) if part.strip()}


def _subdivisions(country: str) -> list[Any]:
    import pycountry

    found: Any = pycountry.subdivisions
    return list(found.get(country_code=country) or ())


@lru_cache(maxsize=512)
def _named(country: str, region: str, year: int, language: str) -> tuple[tuple[date, str], ...]:
    """Return the holidays of a year; none for a country that the library does not know."""
    import holidays

    try:
        kind = holidays.country_holidays(country, subdiv=region or None)
        spoken = next((one for one in kind.supported_languages if one.startswith(language)), None)
        found = holidays.country_holidays(
            country, subdiv=region or None, years=year, language=spoken
        )
    except NotImplementedError:
        return ()
    return tuple(found.items())
