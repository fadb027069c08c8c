"""The pairs worth comparing: records that share a key, so that 100,000 take seconds, not days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from comarca.base.linkage.columns import Column, Kind

Pairs = NDArray[np.int64]
# So many pairs are compared at most, the rarest keys first; a short list is compared whole.
MOST_PAIRS, PAIRS_A_RECORD = 1_200_000, 20
# A key that more records share is narrowed by where or what they are, if the list is long.
MOST_A_KEY = 40
SHORTEST_WORD = 3
# The last digits of a number, with or without the prefix of a country or a province.
LOCAL = 6
WHOLE = {Kind.IDENTIFIER, Kind.EMAIL, Kind.DOMAIN, Kind.DATE, Kind.POSTAL}
WORDS = {Kind.COMPANY, Kind.TEXT, Kind.ADDRESS, Kind.STREET, Kind.GIVEN, Kind.SURNAME}
PERSON = {Kind.GIVEN, Kind.SURNAME}
Key = tuple[str, str]


def candidates(columns: Sequence[Column], split: int | None = None) -> Pairs:
    """Return pairs of records that share a key, shape ``(pairs, 2)``, the smaller first.

    With ``split``, only pairs of a record before that place and one from it on.
    """
    count = len(columns[0].values)
    if count * (count - 1) // 2 <= MOST_PAIRS:
        left, right = np.triu_indices(count, 1)
        pairs = np.stack([left, right], axis=1).astype(np.int64)
    else:
        pairs = _sharing(columns, count)
    return pairs if split is None else pairs[(pairs[:, 0] < split) & (pairs[:, 1] >= split)]


def _sharing(columns: Sequence[Column], count: int) -> Pairs:
    """Return the pairs that share a key, those of rare keys first, up to a bound."""
    groups = sorted(_groups(columns), key=len)
    sizes = np.array([len(group) for group in groups], np.int64)
    within = np.cumsum(sizes * (sizes - 1) // 2) <= MOST_PAIRS + PAIRS_A_RECORD * count
    codes: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    for size in np.unique(sizes[within]):
        block = np.sort(np.array([g for g in groups if len(g) == size], np.int64), axis=1)
        left, right = np.triu_indices(int(size), 1)
        codes.append((block[:, left] * count + block[:, right]).ravel())
    unique = np.unique(np.concatenate(codes))
    return np.stack(np.divmod(unique, count), axis=1)


def keys_of(columns: Sequence[Column], record: int) -> set[Key]:
    """Return the keys of one record: a column's name, or two, and what is shared in it."""
    return {key for column in columns for key in _keys(column, record)}


def _groups(columns: Sequence[Column]) -> Iterator[list[int]]:
    """Yield the records that share a key; too many are narrowed by where or what they are."""
    shared: dict[Key, list[int]] = defaultdict(list)
    for record in range(len(columns[0].values)):
        for key in keys_of(columns, record):
            shared[key].append(record)
    narrow = _narrowing(columns)
    for group in shared.values():
        if 1 < len(group) <= MOST_A_KEY:
            yield group
        elif len(group) > 1:
            yield from _narrower(group, narrow)


def _narrowing(columns: Sequence[Column]) -> list[Sequence[str]]:
    """Return what a group that is too large is divided by."""
    places = [column.values for column in columns if column.kind in {Kind.POSTAL, Kind.PLACE}]
    names = [
        [" ".join(sorted(value.split()))[:4] for value in column.values]
        for column in columns
        if column.kind in WORDS
    ]
    return [*places, *names]


def _narrower(group: list[int], narrow: list[Sequence[str]]) -> Iterator[list[int]]:
    """Divide a group in each way that there is; what stays too large tells nothing."""
    for values in narrow:
        parts: dict[str, list[int]] = defaultdict(list)
        for record in group:
            if values[record]:
                parts[values[record]].append(record)
        yield from (part for part in parts.values() if 1 < len(part) <= MOST_A_KEY)


def _keys(column: Column, record: int) -> Iterable[Key]:
    """Yield what a record may share with others in one column."""
    value = column.values[record]
    if not value:
        return
    name = "person" if column.kind in PERSON else column.name
    if column.kind is Kind.PHONE:
        yield name, value[-LOCAL:]
    elif column.kind in WHOLE:
        yield name, value
        if column.kind is Kind.DATE and len(value) == 8:
            yield f"{name} month", value[:6]
            yield f"{name} day", value[4:]
        if column.kind is Kind.EMAIL:
            yield f"{name} user", value.partition("@")[0]
    elif column.kind is Kind.POINT:
        lon, lat = (float(part) for part in value.split())
        yield name, f"{lon:.3f} {lat:.3f}"
    elif column.kind in WORDS:
        words = value.split()
        yield name, value.replace(" ", "")[:8]
        yield from ((name, word) for word in words if len(word) >= SHORTEST_WORD)
        yield from ((name, f"{a} {b}") for a, b in pairwise(words))
