"""All accounts as points in memory, in an order that makes every tile one slice.

Points are sorted along the Morton curve of zoom 24, so that a tile of any zoom is one
contiguous slice, found by two binary searches. A cell of a tile's grid is a slice too: where many
points share one they are drawn as a group with their number, else a thinned tile keeps the first
point of each of the finest cells.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.base.earth import MERCATOR_LATITUDE

DEPTH = 24
GRID_BITS = 7
GROUP_BITS = 3  # 8 x 8 cells a tile: 64 pixels wide on the screen
CROWD = 8  # more points than this in one cell are drawn as a group
FULL_ZOOM = 14
EXTENT = 4096
SIZES = 15  # classes of the size of a point; 0 is nothing known
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Column = NDArray[Any]


@dataclass(slots=True)
class Points:
    """Accounts along the curve: where, which, and what a map may colour or size them by.

    ``columns`` holds ``status``, ``owner`` (-1: nobody), ``segment`` (an index into ``segments``)
    and one amount a year for each of ``points_source.AMOUNTS``, all of shape ``(n,)``.
    """

    code: Ints
    x: Floats
    y: Floats
    ids: Ints
    columns: Mapping[str, Column]
    segments: tuple[str, ...] = ("",)
    _thinned: dict[int, Ints] = field(default_factory=dict)
    _largest: dict[str, float] = field(default_factory=dict)

    def of(self, owners: set[int]) -> "Points":
        """Return the points that some people own."""
        return self.taken(np.isin(self.columns["owner"], _numbers(owners)))

    def only(self, ids: Ints) -> "Points":
        """Return the points of some accounts."""
        return self.taken(np.isin(self.ids, ids))

    def taken(self, which: NDArray[np.bool_] | Ints) -> "Points":
        """Return some of the points, or all in another order."""
        columns = {key: column[which] for key, column in self.columns.items()}
        place = (self.code[which], self.x[which], self.y[which], self.ids[which])
        return Points(*place, columns, self.segments)

    def largest(self, key: str) -> float:
        """Return the amount that is drawn largest: all but the top hundredth are below it."""
        if key not in self._largest:
            amounts = self.columns[key]
            known = amounts[amounts > 0]
            self._largest[key] = float(np.percentile(known, 99)) if len(known) else 0.0
        return self._largest[key]

    def in_tile(self, z: int, x: int, y: int) -> Ints:
        """Return the indices of the points to draw in a tile."""
        if z >= FULL_ZOOM:
            return np.arange(*self._slice(self.code, z, x, y))
        chosen = self._at_zoom(z)
        begin, end = self._slice(self.code[chosen], z, x, y)
        return chosen[begin:end]

    def grouped(self, z: int, x: int, y: int) -> tuple[Ints, Ints, Floats]:
        """Return a tile's lone points, and its groups: how many points, and their middle.

        Returns
        -------
        lone
            Indices of points, shape ``(n,)``.
        counts, middle
            Points in each group, shape ``(m,)``; their mean place in the world, ``(m, 2)``.
        """
        begin, end = self._slice(self.code, z, x, y)
        if z >= FULL_ZOOM or begin == end:
            return np.arange(begin, end), np.zeros(0, np.int64), np.zeros((0, 2))
        prefix = self.code[begin:end] >> (2 * (DEPTH - z - GROUP_BITS))
        starts = np.flatnonzero(np.diff(prefix, prepend=prefix[0] - 1))
        counts = np.diff(starts, append=end - begin)
        crowded = counts > CROWD
        lone = begin + np.flatnonzero(~np.repeat(crowded, counts))
        sums = [np.add.reduceat(axis[begin:end], starts)[crowded] for axis in (self.x, self.y)]
        return lone, counts[crowded], np.stack(sums, axis=1) / counts[crowded, None]

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


def _numbers(some: set[int]) -> Ints:
    return np.fromiter(some, np.int64, len(some))


def in_tile_coordinates(places: Floats, z: int, x: int, y: int) -> Ints:
    """Return places in the world (0 to 1), shape ``(n, 2)``, in the coordinates of a tile."""
    scale = float(1 << z) * EXTENT
    corner = np.array([x, y], np.int64) * EXTENT
    return np.asarray(np.floor(places * scale).astype(np.int64) - corner, np.int64)


def size_classes(amounts: Column, largest: float) -> Ints:
    """Return how large each amount is drawn, 0 to ``SIZES``: its area tells the amount.

    >>> size_classes(np.array([0.0, 25.0, 100.0, 900.0]), 100.0).tolist()
    [0, 8, 15, 15]
    """
    if largest <= 0:
        return np.zeros(len(amounts), np.int64)
    share = np.sqrt(np.clip(amounts.astype(np.float64), 0, largest) / largest)
    return np.asarray(np.ceil(share * SIZES), np.int64)


def build(
    lon: Floats,
    lat: Floats,
    ids: Ints,
    columns: Mapping[str, Column],
    segments: tuple[str, ...] = ("",),
) -> Points:
    """Return points sorted along the curve."""
    lat = np.clip(lat, -MERCATOR_LATITUDE, MERCATOR_LATITUDE)
    x = np.clip((lon + 180) / 360, 0, np.nextafter(1, 0))
    sine = np.sin(np.radians(lat))
    y = np.clip(0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi), 0, np.nextafter(1, 0))
    cells = float(1 << DEPTH)
    code = morton((x * cells).astype(np.int64), (y * cells).astype(np.int64))
    order = np.argsort(code, kind="stable")
    return Points(code, x, y, ids, columns, segments).taken(order)


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
