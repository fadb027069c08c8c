"""Writes thousands of accounts as one vector tile at once, without a loop over them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comarca.geography.mvt import EXTENT, Value, field, value_bytes, varint, zigzag

Ints = NDArray[np.int64]
Columns = tuple[NDArray[np.uint8], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of every point: the values there are, and which one each point has.

    ``index`` has the shape ``(n,)``; -1 is a point without the property.
    """

    key: str
    values: Sequence[Value]
    index: NDArray[np.integer]


def encode_accounts(xy: Ints, ids: Ints, properties: Sequence[Property]) -> bytes:
    """Return the layer ``accounts`` of a tile: points with their properties.

    Parameters
    ----------
    xy
        Tile coordinates, shape ``(n, 2)``.
    ids
        Feature ids, shape ``(n,)``.
    properties
        At most eight, with at most two million values together.
    """
    if not len(ids):
        return b""
    tags, values = _tags(properties, len(ids))
    place = zigzag(np.asarray(xy, np.int64))
    geometry = _beside(_constant(len(ids), 9), _varints(place[:, 0], 3), _varints(place[:, 1], 3))
    body = _beside(
        _constant(len(ids), 1 << 3),
        _varints(ids, 6),
        _constant(len(ids), 2 << 3 | 2),
        _sized(tags),
        _constant(len(ids), 3 << 3, 1, 4 << 3 | 2),
        _sized(geometry),
    )
    cells, used = _beside(_constant(len(ids), 2 << 3 | 2), _sized(body))
    head = varint(15 << 3) + varint(2) + field(1, b"accounts")
    keys = b"".join(field(3, one.key.encode()) for one in properties)
    tail = keys + values + varint(5 << 3) + varint(EXTENT)
    return field(3, head + cells[used].tobytes() + tail)


def _tags(properties: Sequence[Property], count: int) -> tuple[Columns, bytes]:
    """Return each point's pairs of key and value, and the values they point at."""
    tags: list[Columns] = []
    values: list[bytes] = []
    for number, one in enumerate(properties):
        index = np.asarray(one.index, np.int64)
        known = (index >= 0)[:, None]
        place = np.maximum(index, 0) + len(values)
        tags += [_where(_constant(count, number), known), _where(_varints(place, 3), known)]
        values += [field(4, value_bytes(value)) for value in one.values]
    return _beside(*tags), b"".join(values)


def _varints(numbers: NDArray[np.integer], width: int) -> Columns:
    """Return numbers as varints in ``width`` columns, and which columns each one uses."""
    values = np.asarray(numbers, np.uint64)[:, None]
    place = np.arange(width)
    size = 1 + (values >= (1 << (7 * place[1:])).astype(np.uint64)).sum(axis=1, keepdims=True)
    groups = (values >> (7 * place).astype(np.uint64)) & np.uint64(127)
    more = (place < size - 1) * np.uint64(128)
    return (groups | more).astype(np.uint8), place < size


def _constant(count: int, *numbers: int) -> Columns:
    """Return the same bytes in every row."""
    cells = np.tile(np.array(numbers, np.uint8), (count, 1))
    return cells, np.ones_like(cells, bool)


def _where(columns: Columns, rows: NDArray[np.bool_]) -> Columns:
    """Use columns in some rows only."""
    return columns[0], columns[1] & rows


def _sized(columns: Columns) -> Columns:
    """Put the number of bytes in use before them; it always fits in one byte here."""
    size = columns[1].sum(axis=1, dtype=np.uint8)[:, None]
    return _beside((size, np.ones(size.shape, bool)), columns)


def _beside(*parts: Columns) -> Columns:
    """Set columns side by side."""
    return np.hstack([cells for cells, _used in parts]), np.hstack([used for _c, used in parts])
