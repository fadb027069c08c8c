"""Vector tiles (Mapbox Vector Tile 2.1), encoded with NumPy."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

EXTENT = 4096
MOVE_TO, LINE_TO, CLOSE = 1, 2, 15
POINT, LINE, POLYGON = 1, 2, 3
Ints = NDArray[np.int64]
Value = str | int | float | bool


def varint(number: int) -> bytes:
    """Return a whole number as a protobuf varint."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def varints(numbers: NDArray[np.integer]) -> bytes:
    """Return many whole numbers (0 to 2^32 - 1) as varints, one after the other."""
    values = np.asarray(numbers, dtype=np.uint64)
    if not len(values):
        return b""
    groups = np.stack([(values >> np.uint64(7 * i)) & np.uint64(127) for i in range(5)], axis=1)
    size = 1 + (values[:, None] >= (1 << (7 * np.arange(1, 5))).astype(np.uint64)).sum(axis=1)
    place = np.arange(5)
    used = place < size[:, None]
    more = place < size[:, None] - 1
    return bytes((groups | (more * np.uint64(128))).astype(np.uint8)[used].tobytes())


def zigzag(numbers: Ints) -> Ints:
    """Return signed numbers as unsigned ones, small stays small."""
    return (numbers << 1) ^ (numbers >> 63)


def field(number: int, payload: bytes) -> bytes:
    """Return a length-delimited protobuf field."""
    return varint(number << 3 | 2) + varint(len(payload)) + payload


def value_bytes(value: Value) -> bytes:
    """Return one value of a property as the specification writes it."""
    if isinstance(value, bool):
        return varint(7 << 3) + varint(int(value))
    if isinstance(value, int):
        return varint(6 << 3) + varint((value << 1) ^ (value >> 63) if value < 0 else value << 1)
    if isinstance(value, float):
        return varint(3 << 3 | 1) + np.float64(value).tobytes()
    return field(1, value.encode())


class Layer:
    """One layer of a tile being written."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.features: list[bytes] = []
        self.keys: dict[str, int] = {}
        self.values: dict[tuple[type, Value], int] = {}

    def add(
        self, kind: int, geometry: bytes, properties: Mapping[str, Value], pk: int | None
    ) -> None:
        """Add one feature whose geometry is encoded already."""
        tags = bytearray()
        for key, value in properties.items():
            tags += varint(self.keys.setdefault(key, len(self.keys)))
            tags += varint(self.values.setdefault((type(value), value), len(self.values)))
        body = b"" if pk is None else varint(1 << 3) + varint(pk)
        if tags:
            body += field(2, bytes(tags))
        self.features.append(field(2, body + varint(3 << 3) + varint(kind) + field(4, geometry)))

    def encode(self) -> bytes:
        """Return the layer as a tile's field; an empty layer is nothing."""
        if not self.features:
            return b""
        body = varint(15 << 3) + varint(2) + field(1, self.name.encode()) + b"".join(self.features)
        body += b"".join(field(3, key.encode()) for key in self.keys)
        body += b"".join(field(4, value_bytes(value)) for _, value in self.values)
        return field(3, body + varint(5 << 3) + varint(EXTENT))


def polygon_geometry(rings: Sequence[Ints]) -> bytes:
    """Return closed rings in tile coordinates as a polygon's commands.

    Each ring is ``(n, 2)`` with its first point repeated last, outer rings of positive area
    (y down) and their holes of negative area, as the specification wants.
    """
    parts: list[NDArray[np.int64]] = []
    cursor = np.zeros(2, dtype=np.int64)
    for ring in rings:
        points = ring[:-1]
        moves = zigzag(np.diff(points, axis=0, prepend=cursor[None])).ravel()
        head = np.array([MOVE_TO | 1 << 3], dtype=np.int64)
        lines = np.array([LINE_TO | (len(points) - 1) << 3], dtype=np.int64)
        parts += [head, moves[:2], lines, moves[2:], np.array([CLOSE], dtype=np.int64)]
        cursor = points[-1]
    return varints(np.concatenate(parts))


def line_geometry(lines: Sequence[Ints]) -> bytes:
    """Return lines in tile coordinates as their commands."""
    parts: list[NDArray[np.int64]] = []
    cursor = np.zeros(2, dtype=np.int64)
    for points in lines:
        moves = zigzag(np.diff(points, axis=0, prepend=cursor[None])).ravel()
        parts += [
            np.array([MOVE_TO | 1 << 3]), moves[:2],
            np.array([LINE_TO | (len(points) - 1) << 3]), moves[2:],
        ]  # fmt: skip
        cursor = points[-1]
    return varints(np.concatenate(parts))


def encode_points(
    name: str,
    xy: Ints,
    ids: NDArray[np.integer] | None,
    properties: Sequence[Mapping[str, Value]] | None = None,
) -> bytes:
    """Return a tile's layer of points.

    Parameters
    ----------
    name
        Name of the layer.
    xy
        Tile coordinates, shape ``(n, 2)``, 0 to 4095 (and the buffer around).
    ids
        Feature ids, shape ``(n,)``, or None.
    properties
        Properties of each point, or None.
    """
    layer = Layer(name)
    moves = zigzag(np.asarray(xy, dtype=np.int64))
    for i, (x, y) in enumerate(moves.tolist()):
        geometry = b"\x09" + varint(x) + varint(y)
        layer.add(
            POINT,
            geometry,
            properties[i] if properties else {},
            None if ids is None else int(ids[i]),
        )
    return layer.encode()
