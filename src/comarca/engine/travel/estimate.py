"""Travel without roads: the straight line times a detour, at speeds by kind of area."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comarca.engine.travel.table import Table

Floats = NDArray[np.float64]
EARTH = 6371.0088  # mean radius in km


def straight_km(lonlat: Floats, others: Floats | None = None) -> Floats:
    """Return great-circle distances in km between places ``(n, 2)`` and others ``(m, 2)``.

    Examples
    --------
    >>> straight_km(np.array([[0.0, 0.0], [1.0, 0.0]])).round(2).tolist()
    [[0.0, 111.2], [111.2, 0.0]]
    """
    a = np.radians(np.asarray(lonlat, dtype=np.float64))
    b = a if others is None else np.radians(np.asarray(others, dtype=np.float64))
    across = np.sin((a[:, None, 1] - b[None, :, 1]) / 2) ** 2
    along = np.sin((a[:, None, 0] - b[None, :, 0]) / 2) ** 2
    cosines = np.cos(a[:, None, 1]) * np.cos(b[None, :, 1])
    table = 2 * EARTH * np.arcsin(np.sqrt(np.clip(across + cosines * along, 0, 1)))
    if others is None:
        np.fill_diagonal(table, 0.0)
    return np.asarray(table, dtype=np.float64)


@dataclass(frozen=True)
class Estimate:
    """Detour and speeds.

    Parameters
    ----------
    detour
        Road kilometres for each straight one. Places drawn evenly gave 2.30 in Andorra and 1.64 in
        Liechtenstein, both mountains; it is fitted wherever roads are loaded.
    town, country, open_road
        Speeds in km/h: within ``near`` km of a place in town, of one in the country, and beyond.
    near
        Road kilometres driven at the speed of each end's own area.
    crowd
        A place is in town where so many others lie within ``reach`` km.
    door
        Minutes for parking and walking, for each journey between two places.
    """

    detour: float = 1.3
    town: float = 25.0
    country: float = 45.0
    open_road: float = 80.0
    near: float = 3.0
    crowd: int = 8
    reach: float = 3.0
    door: float = 2.0

    def __post_init__(self) -> None:
        if not 1.0 <= self.detour <= 5.0:
            raise ValueError("The detour must be between 1 and 5 (1.3 is usual).")
        for name in ("town", "country", "open_road"):
            if not 5.0 <= getattr(self, name) <= 130.0:
                raise ValueError(f"The speed {name} must be between 5 and 130 km/h.")

    def table(self, lonlat: Floats) -> Table:
        """Return the estimated travel between places in degrees, shape ``(L, 2)``."""
        straight = straight_km(lonlat)
        km = straight * self.detour
        crowded = (straight <= self.reach).sum(axis=1) - 1 >= self.crowd
        speed = np.where(crowded, self.town, self.country)
        slow = np.minimum(km / 2, self.near)
        hours = slow / speed[:, None] + slow / speed[None, :] + (km - 2 * slow) / self.open_road
        minutes = 60 * hours + np.where(km > 0, self.door, 0.0)
        return Table(minutes, km, "estimate")

    def minutes_from(self, origins: Floats, places: Floats) -> Floats:
        """Return the minutes from the nearest origin ``(o, 2)`` to each place ``(p, 2)``.

        Both ends are driven at the speed of the country: what is crowded is not looked at.

        Examples
        --------
        >>> places = np.array([[0.0, 0.0], [0.5, 0.0]])
        >>> Estimate().minutes_from(places[:1], places).round().tolist()
        [0.0, 60.0]
        """
        km = straight_km(places, origins).min(axis=1) * self.detour
        slow = np.minimum(km, 2 * self.near)
        minutes = 60 * (slow / self.country + (km - slow) / self.open_road)
        return np.asarray(minutes + np.where(km > 0, self.door, 0.0), dtype=np.float64)


def detour_of(straight: Floats, road: Floats) -> float:
    """Return the median of road by straight kilometres, over pairs at least 500 m apart."""
    apart = (straight >= 0.5) & np.isfinite(road) & (road > 0)
    if not apart.any():
        return Estimate().detour
    return float(np.clip(np.median(road[apart] / straight[apart]), 1.0, 5.0))
