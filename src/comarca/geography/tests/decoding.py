"""A small, independent reader of vector tiles, for the tests."""

from typing import Any


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(data: bytes) -> list[tuple[int, Any]]:
    at, found = 0, []
    while at < len(data):
        key, at = _varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(data, at)
        elif kind == 1:
            value, at = data[at : at + 8], at + 8
        else:
            size, at = _varint(data, at)
            value, at = data[at : at + size], at + size
        found.append((key >> 3, value))
    return found


def numbers(data: bytes) -> list[int]:
    at, found = 0, []
    while at < len(data):
        value, at = _varint(data, at)
        found.append(value)
    return found


def parts(geometry: list[int]) -> list[list[tuple[int, int]]]:
    """Return the paths of a geometry as absolute points."""
    x = y = at = 0
    found: list[list[tuple[int, int]]] = []
    while at < len(geometry):
        command, count = geometry[at] & 7, geometry[at] >> 3
        at += 1
        if command == 7:
            continue
        for _ in range(count):
            dx, dy = ((n >> 1) ^ -(n & 1) for n in geometry[at : at + 2])
            x, y, at = x + dx, y + dy, at + 2
            if command == 1:
                found.append([])
            found[-1].append((x, y))
    return found


def decode(tile: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return the features of each layer: id, kind, paths, properties."""
    layers: dict[str, list[dict[str, Any]]] = {}
    for _, body in fields(tile):
        inside = fields(body)
        keys = [v.decode() for n, v in inside if n == 3]
        values = [fields(v)[0] for n, v in inside if n == 4]
        features = []
        for number, feature in inside:
            if number != 2:
                continue
            found: dict[str, Any] = {"id": None, "properties": {}}
            for n, v in fields(feature):
                if n == 1:
                    found["id"] = v
                elif n == 2:
                    tags = numbers(v)
                    for k, w in zip(tags[::2], tags[1::2], strict=True):
                        kind, raw = values[w]
                        found["properties"][keys[k]] = raw.decode() if kind == 1 else raw
                elif n == 3:
                    found["kind"] = v
                elif n == 4:
                    found["paths"] = parts(numbers(v))
            features.append(found)
        name = next(v for n, v in inside if n == 1).decode()
        layers[name] = features
    return layers
