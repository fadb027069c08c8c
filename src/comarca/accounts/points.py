"""All accounts as points in memory, in an order that makes every tile one slice.

Points are sorted along the Morton curve of zoom 24, so that a tile of any zoom is one
contiguous slice, found by two binary searches; a thinned tile keeps the first point of each cell
of its 128 x 128 grid, which are the places where the curve's prefix changes.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from comarca.accounts.data_version import data_version
from comarca.accounts.models import Account, Ownership, Site
from comarca.base.dates import today

DEPTH = 24
GRID_BITS = 7
FULL_ZOOM = 14
EXTENT = 4096
STATUSES = (Account.Status.CUSTOMER, Account.Status.PROSPECT, Account.Status.CLOSED)
MOST_LATITUDE = 85.0511
GOLDEN = 2.399963229728653
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Points:
    """Accounts along the curve: where, which, of what status, whose."""

    code: Ints
    x: Floats
    y: Floats
    ids: Ints
    status: NDArray[np.int8]
    owner: Ints
    _thinned: dict[int, Ints] = field(default_factory=dict)

    def of(self, owners: set[int]) -> "Points":
        """Return the points that some people own."""
        keep = np.isin(self.owner, np.fromiter(owners, np.int64, len(owners)))
        return self.taken(keep)

    def taken(self, which: NDArray[np.bool_] | Ints) -> "Points":
        """Return some of the points, or all in another order."""
        return Points(
            self.code[which],
            self.x[which],
            self.y[which],
            self.ids[which],
            self.status[which],
            self.owner[which],
        )

    def in_tile(self, z: int, x: int, y: int) -> Ints:
        """Return the indices of the points to draw in a tile."""
        if z >= FULL_ZOOM:
            return np.arange(*self._slice(self.code, z, x, y))
        chosen = self._at_zoom(z)
        begin, end = self._slice(self.code[chosen], z, x, y)
        return chosen[begin:end]

    def in_tile_coordinates(self, chosen: Ints, z: int, x: int, y: int) -> Ints:
        """Return points in the coordinates of a tile, shape ``(n, 2)``."""
        scale = float(1 << z) * EXTENT
        return np.stack(
            [
                np.floor(self.x[chosen] * scale).astype(np.int64) - x * EXTENT,
                np.floor(self.y[chosen] * scale).astype(np.int64) - y * EXTENT,
            ],
            axis=1,
        )

    def _at_zoom(self, z: int) -> Ints:
        """Return the first point of every cell of the grid of a zoom."""
        if z not in self._thinned:
            prefix = self.code >> (2 * (DEPTH - min(z + GRID_BITS, DEPTH)))
            first = np.ones(len(prefix), bool)
            first[1:] = prefix[1:] != prefix[:-1]
            self._thinned[z] = np.flatnonzero(first)
        return self._thinned[z]

    @staticmethod
    def _slice(code: Ints, z: int, x: int, y: int) -> tuple[int, int]:
        """Return where a tile's points begin and end."""
        tile = int(morton(np.array([x]), np.array([y]))[0])
        shift = 2 * (DEPTH - z)
        begin, end = np.searchsorted(code, [tile << shift, (tile + 1) << shift])
        return int(begin), int(end)


def build(lon: Floats, lat: Floats, ids: Ints, status: NDArray[np.int8], owner: Ints) -> Points:
    """Return points sorted along the curve."""
    lat = np.clip(lat, -MOST_LATITUDE, MOST_LATITUDE)
    x = np.clip((lon + 180) / 360, 0, np.nextafter(1, 0))
    sine = np.sin(np.radians(lat))
    y = np.clip(0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi), 0, np.nextafter(1, 0))
    cells = float(1 << DEPTH)
    code = morton((x * cells).astype(np.int64), (y * cells).astype(np.int64))
    order = np.argsort(code, kind="stable")
    return Points(code, x, y, ids, status, owner).taken(order)


def morton(x: Ints, y: Ints) -> Ints:
    """Return the place of cells on the Morton curve: their bits, interleaved."""
    return _spread(x) | (_spread(y) << 1)


def _spread(value: Ints) -> Ints:
    """Put a zero between every two bits of a number of up to 32 bits."""
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        value = (value | (value << shift)) & mask
    return value


class _Store:
    """The points of the whole company, loaded once for each state of the data."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = ""
        self._points: Points | None = None

    def get(self, version: str) -> Points:
        with self._lock:
            if self._points is None or self._version != version:
                self._points, self._version = load(), version
            return self._points


_store = _Store()


def points_for(owners: frozenset[int] | None) -> tuple[Points, str]:
    """Return the points that some people own (None: everybody), and their version."""
    version = data_version()
    everything = _store.get(version)
    return (everything if owners is None else _scoped(owners, version)), version


@lru_cache(maxsize=16)
def _scoped(owners: frozenset[int], version: str) -> Points:
    """Return the points of some people, once for each state of the data."""
    return _store.get(version).of(set(owners))


def load() -> Points:
    """Read all accounts that have a place; without coordinates, near the middle of their unit."""
    owner_of = dict(Ownership.objects.on(today()).values_list("account_id", "person_id"))
    number = {status: index for index, status in enumerate(STATUSES)}
    rows = Site.objects.filter(is_main=True, account__archived_at=None).exclude(lon=None, unit=None)
    columns = (
        "account_id",
        "account__status",
        "lon",
        "lat",
        "unit__lon",
        "unit__lat",
        "unit__area_km2",
    )
    count = rows.count()
    lon, lat = np.empty(count), np.empty(count)
    ids, owner = np.empty(count, np.int64), np.empty(count, np.int64)
    status = np.empty(count, np.int8)
    used = 0
    for row in rows.values_list(*columns).iterator(chunk_size=20_000):
        if used == count:
            break
        pk, said, point_lon, point_lat, unit_lon, unit_lat, area = row
        if point_lon is None:
            point_lon, point_lat = _near(pk, unit_lon, unit_lat, area or 0.0)
        lon[used], lat[used], ids[used] = point_lon, point_lat, pk
        status[used], owner[used] = number.get(said, 0), owner_of.get(pk, -1)
        used += 1
    return build(lon[:used], lat[:used], ids[:used], status[:used], owner[:used])


def _near(pk: int, lon: float, lat: float, area: float) -> tuple[float, float]:
    """Return a place near the middle of a unit: the same for an account every time."""
    turn = pk * GOLDEN
    reach = 0.2 * (max(area, 1.0) / np.pi) ** 0.5 * ((pk * 0.618034) % 1.0) ** 0.5 / 111.32
    return (
        lon + float(reach * np.cos(turn) / max(np.cos(np.radians(lat)), 0.1)),
        lat + float(reach * np.sin(turn)),
    )
