"""Writes thousands of accounts as one vector tile at once, without a loop over them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from comarca.geography.mvt import EXTENT, field, varint, zigzag

Ints = NDArray[np.int64]
Columns = tuple[NDArray[np.uint8], NDArray[np.bool_]]


def encode_accounts(
    xy: Ints, ids: Ints, status: NDArray[np.integer], owner: Ints, statuses: Sequence[str]
) -> bytes:
    """Return the layer ``accounts`` of a tile: each point with its status and owner.

    Parameters
    ----------
    xy
        Tile coordinates, shape ``(n, 2)``.
    ids, owner
        Feature ids and owners, shape ``(n,)``; an owner of -1 is nobody.
    status
        Indices into ``statuses``, shape ``(n,)``.
    """
    if not len(ids):
        return b""
    owners, owner_index = np.unique(owner, return_inverse=True)
    has_owner = (owner >= 0)[:, None]
    tags = _beside(
        _constant(len(ids), 0),
        _varints(status, 1),
        _where(_constant(len(ids), 1), has_owner),
        _where(_varints(owner_index + len(statuses), 3), has_owner),
    )
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
    values = [field(4, field(1, text.encode())) for text in statuses]
    values += [field(4, varint(6 << 3) + varint(max(int(one), 0) << 1)) for one in owners]
    head = varint(15 << 3) + varint(2) + field(1, b"accounts")
    keys = field(3, b"status") + field(3, b"owner")
    tail = keys + b"".join(values) + varint(5 << 3) + varint(EXTENT)
    return field(3, head + cells[used].tobytes() + tail)


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
