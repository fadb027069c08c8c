"""Knows the cities of the world, so that "Milano" is not taken for a hamlet of that name."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from comarca.base.earth import KM_PER_DEGREE

Seats = NDArray[np.float64]
# People know a city of so many inhabitants at any distance, a smaller one only from so near.
KNOWN_FROM_KM = ((100_000, float("inf")), (15_000, 1500.0), (5_000, 500.0))
NEIGHBOUR_KM = 500.0


@dataclass(frozen=True, slots=True)
class City:
    """A city of another country: its country's two letters, its people and where it is."""

    country: str
    people: int
    lon: float
    lat: float

    def is_known_from(self, seats: Seats) -> bool:
        """Return whether somebody who lives at one of some points is likely to know it."""
        km = self._km_to(seats)
        return any(self.people >= people and km <= reach for people, reach in KNOWN_FROM_KM)

    def is_neighbour_of(self, seats: Seats) -> bool:
        """Return whether it is near enough to one of some points for everyday business."""
        return self._km_to(seats) <= NEIGHBOUR_KM

    def _km_to(self, seats: Seats) -> float:
        east = (self.lon - seats[:, 0]) * np.cos(np.radians(seats[:, 1]))
        return float(np.hypot(east, self.lat - seats[:, 1]).min()) * KM_PER_DEGREE


def largest_abroad(folded: str, country: str, seats: Seats) -> City | None:
    """Return the largest city of other countries by a name that is known at one of some points.

    ``seats`` are longitudes and latitudes in degrees, shape ``(n, 2)``.

    >>> largest_abroad("milano", "ES", np.array([[-3.7, 40.4]])).country
    'IT'
    """
    known = [
        city
        for city in _named(folded)
        if city.country != country.upper() and city.is_known_from(seats)
    ]
    return max(known, key=lambda city: city.people, default=None)


def people_at_home(folded: str, country: str) -> int:
    """Return the people of a country's largest city of a name, 0 where none is known."""
    own = (city.people for city in _named(folded) if city.country == country.upper())
    return max(own, default=0)


def _named(folded: str) -> Iterator[City]:
    """Yield the cities of a name, one a country."""
    for line in _lines().get(folded, "").splitlines():
        country, people, lon, lat = line.split(",")
        yield City(country, int(people), float(lon), float(lat))


@cache
def _lines() -> dict[str, str]:
    """Return the lines of each name in the pack of the world, read when they are asked for."""
    path = Path(settings.PACKS_DIR) / "world" / "cities.csv.gz"
    found: dict[str, str] = {}
    if not path.exists():
        return found
    with gzip.open(path, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            name, _comma, rest = line.partition(",")
            found[name] = found[name] + rest if name in found else rest
    return found
