"""The public holidays of a queue's country and region, from the library that keeps them."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from comarca.service.clocks.working import no_holidays


@lru_cache(maxsize=256)
def days_off(country: str, region: str, year: int) -> frozenset[date]:
    """Return the days off of a year; none for a country that the library does not know."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))
    except NotImplementedError:
        return frozenset()


def holidays_of(country: str, region: str) -> Callable[[int], frozenset[date]]:
    """Return what says the days off of a year in a country and, if one is named, a region."""
    if not country:
        return no_holidays
    return lambda year: days_off(country, region, year)


def knows(country: str, region: str) -> bool:
    """Return whether the library knows a country and its region by their codes."""
    import holidays

    known = holidays.list_supported_countries()
    return country in known and (not region or region in known[country])
