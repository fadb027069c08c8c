"""Where a person lives, for the planning of territories around homes.

Places belong to the geography, which stands above the team; it registers its finder here.
"""

from collections.abc import Callable
from typing import Any, NamedTuple


class Home(NamedTuple):
    """A town found on the map."""

    place: str
    lon: float
    lat: float


class HomeNotFound(Exception):
    """The town is unknown, or several towns are called so; the sentence says what to write."""


FindHome = Callable[[str], Home | None]
_finders: list[FindHome] = []


def register_finder(finder: FindHome) -> None:
    """Tell the team who knows places."""
    _finders[:] = [finder]


def find_home(place: str) -> Home | None:
    """Return where a town is; None when nobody here knows places.

    Raises ``HomeNotFound`` with a remedy when the town is unknown or ambiguous.
    """
    return _finders[0](place) if _finders and place.strip() else None


def home_of(place: str) -> dict[str, Any]:
    """Return what a person's row holds of their home town. Raises ``HomeNotFound``."""
    home = find_home(place)
    if home is None:
        return {"home_place": place, "home_lon": None, "home_lat": None}
    return {"home_place": home.place, "home_lon": home.lon, "home_lat": home.lat}
