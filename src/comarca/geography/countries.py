"""Which country points lie in, by Natural Earth's outlines (1:50m: a coast is a kilometre off)."""

from functools import lru_cache
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Outlines are generalised: a harbour may lie outside them.
NEAR_DEGREES = 0.15
ENOUGH = 0.9


@lru_cache(maxsize=1)
def _countries() -> tuple[NDArray[np.str_], Any]:
    import shapely

    with np.load(settings.PACKS_DIR / "world" / "countries.npz") as data:
        ends = np.cumsum(data["sizes"])
        blob = data["wkb"].tobytes()
        parts = [
            blob[end - size : end] for end, size in zip(ends, data["sizes"].tolist(), strict=True)
        ]
        shapes = shapely.buffer(shapely.from_wkb(parts), NEAR_DEGREES, quad_segs=2)
        return data["codes"], shapely.STRtree(shapes)


def countries_at(lonlat: Floats) -> list[set[str]]:
    """Return the countries that each point lies in or near to.

    Parameters
    ----------
    lonlat
        Degrees, shape ``(n, 2)``.

    Examples
    --------
    >>> countries_at(np.array([[-3.7, 40.4]]))
    [{'ES'}]
    """
    import shapely

    codes, tree = _countries()
    found: list[set[str]] = [set() for _ in range(len(lonlat))]
    for point, country in zip(*tree.query(shapely.points(lonlat), predicate="within"), strict=True):
        found[int(point)].add(str(codes[country]))
    return found


def country_of(lonlat: Floats) -> str:
    """Return the country that nearly all points lie in, or an empty text."""
    at = countries_at(lonlat)
    votes: dict[str, int] = {}
    for countries in at:
        for code in countries:
            votes[code] = votes.get(code, 0) + 1
    best = max(votes, key=lambda code: votes[code], default="")
    return best if best and votes[best] >= ENOUGH * len(at) else ""


def look_swapped(lonlat: Floats, country: str) -> bool:
    """Return whether longitude and latitude stand in each other's place.

    True when hardly any point lies in the country as given, but nearly all do the other way round.
    """
    if not len(lonlat) or not country:
        return False

    def inside(points: Floats) -> float:
        return sum(country in found for found in countries_at(points)) / len(points)

    turned = lonlat[:, ::-1]
    if np.abs(turned[:, 1]).max() > 90:
        return False
    return inside(lonlat) < 1 - ENOUGH and inside(turned) >= ENOUGH
