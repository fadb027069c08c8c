"""Which country points lie in, by Natural Earth's outlines (1:50m: a coast is a kilometre off)."""

from collections import Counter
from functools import lru_cache
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Outlines are generalised: a harbour may lie outside them.
NEAR_DEGREES = 0.15
ENOUGH = 0.9
# So many points inside the outline itself, and hardly one in a neighbour's, leave no doubt.
INSIDE = 0.8


@lru_cache(maxsize=2)
def _countries(*, near: bool) -> tuple[NDArray[np.str_], Any]:
    import shapely

    with np.load(settings.PACKS_DIR / "world" / "countries.npz") as data:
        ends = np.cumsum(data["sizes"])
        blob = data["wkb"].tobytes()
        parts = [
            blob[end - size : end] for end, size in zip(ends, data["sizes"].tolist(), strict=True)
        ]
        shapes = shapely.from_wkb(parts)
        if near:
            shapes = shapely.buffer(shapes, NEAR_DEGREES, quad_segs=2)
        return data["codes"], shapely.STRtree(shapes)


def countries_at(lonlat: Floats, *, near: bool = True) -> list[set[str]]:
    """Return the countries that each point lies in or, unless told otherwise, near to.

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

    codes, tree = _countries(near=near)
    found: list[set[str]] = [set() for _ in range(len(lonlat))]
    for point, country in zip(*tree.query(shapely.points(lonlat), predicate="within"), strict=True):
        found[int(point)].add(str(codes[country]))
    return found


def likely_countries(lonlat: Floats) -> list[str]:
    """Return the countries that nearly all points lie in or near to, the surest first.

    Near a border that may be several: all of Andorra lies near Spain and France too. Where the
    outlines themselves hold nearly all points of one of them, it is the only one.
    """
    near = _shares(countries_at(lonlat))
    inside = _shares(countries_at(lonlat, near=False))
    found = sorted(
        (code for code, share in near.items() if share >= ENOUGH),
        key=lambda code: -inside.get(code, 0.0),
    )
    if len(found) > 1 and inside.get(found[0], 0) >= INSIDE > 1 - INSIDE > inside.get(found[1], 0):
        return found[:1]
    return found


def country_of(lonlat: Floats) -> str:
    """Return the country that nearly all points lie in, an empty text where that is not sure."""
    found = likely_countries(lonlat)
    return found[0] if len(found) == 1 else ""


def _shares(at: list[set[str]]) -> dict[str, float]:
    """Return the share of points in each country."""
    votes = Counter(code for countries in at for code in countries)
    return {code: count / len(at) for code, count in votes.items()}


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
