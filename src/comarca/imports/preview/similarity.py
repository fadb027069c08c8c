"""Finds rows that probably mean an account that is already here, or another row of the file."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from comarca.base.earth import KM_PER_DEGREE

NAME_CUT = 86.0
ALIKE = 0.90
NEAR_KM = 0.3
STRIP = 400
MOST_PER_ROW = 8
WIDE = 4000
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One account or row as far as likeness goes; ``key`` is whatever the caller knows it by."""

    key: tuple[str, int]
    name: str
    address: str
    unit: int | None
    lon: float | None
    lat: float | None


Pairs = dict[tuple[str, int], tuple[tuple[str, int], float]]


def twins(rows: Sequence[Candidate], others: Sequence[Candidate]) -> Pairs:
    """Return for each row the likest account, or the likest row before it, if any is like it.

    Only what lies in the same unit is compared, so that 100,000 rows take seconds.
    """
    found: Pairs = {}
    older: dict[object, list[Candidate]] = defaultdict(list)
    for other in others:
        for key in _blocks(other):
            older[key].append(other)
    newer: dict[object, list[Candidate]] = defaultdict(list)
    for row in rows:
        for key in _blocks(row):
            newer[key].append(row)
    for key, block in newer.items():
        for row, twin, likeness in _pairs(block, older.get(key, [])):
            if likeness > found.get(row.key, (row.key, 0.0))[1]:
                found[row.key] = (twin.key, likeness)
    return found


def likeness(a: Candidate, b: Candidate, name_score: float) -> float:
    """Return how alike two accounts are, from 0 to 1; different numbers make them different."""
    if _numbers_differ(a.name, b.name):
        return 0.0
    if (km := _distance(a, b)) is not None and km > NEAR_KM:
        return 0.0
    if not a.address or not b.address:
        return name_score / 100 if km is not None else name_score / 100 * 0.97
    if _numbers_differ(a.address, b.address):
        return 0.0
    address_score = fuzz.token_sort_ratio(a.address, b.address)
    return (0.6 * name_score + 0.4 * address_score) / 100


def _blocks(candidate: Candidate) -> Iterator[object]:
    """Yield the groups within which a candidate is compared."""
    if candidate.unit is not None:
        yield candidate.unit
    else:
        yield ("nowhere", candidate.name[:4])


def _pairs(
    block: list[Candidate], older: list[Candidate]
) -> Iterator[tuple[Candidate, Candidate, float]]:
    """Yield the pairs of one block that are alike."""
    if len(block) * (len(block) + len(older)) > WIDE * WIDE:
        yield from _narrower(block, older)
        return
    against = older + block
    names = [candidate.name for candidate in against]
    for start in range(0, len(block), STRIP):
        strip = block[start : start + STRIP]
        scores = process.cdist(
            [row.name for row in strip],
            names,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=NAME_CUT,
            dtype=np.uint8,
        )
        for i, row in enumerate(strip):
            before = len(older) + start + i
            line = scores[i, :before]
            for j in _best(line):
                if (alike := likeness(row, against[j], float(line[j]))) >= ALIKE:
                    yield row, against[j], alike


def _best(line: "np.ndarray[tuple[int], np.dtype[np.uint8]]") -> Sequence[int]:
    """Return the places of the few best scores of one row."""
    hits = np.flatnonzero(line)
    if len(hits) > MOST_PER_ROW:
        hits = hits[np.argsort(line[hits], kind="stable")[::-1][:MOST_PER_ROW]]
    return hits.tolist()


def _narrower(
    block: list[Candidate], older: list[Candidate]
) -> Iterator[tuple[Candidate, Candidate, float]]:
    """Compare a very large block only among names that begin alike."""
    groups: dict[str, tuple[list[Candidate], list[Candidate]]] = defaultdict(lambda: ([], []))
    for candidate in block:
        groups[candidate.name[:3]][0].append(candidate)
    for candidate in older:
        if candidate.name[:3] in groups:
            groups[candidate.name[:3]][1].append(candidate)
    for rows, others in groups.values():
        if len(rows) * (len(rows) + len(others)) <= WIDE * WIDE:
            yield from _pairs(rows, others)
        else:
            yield from _same_words(rows, others)


def _same_words(
    rows: list[Candidate], others: list[Candidate]
) -> Iterator[tuple[Candidate, Candidate, float]]:
    """Where thousands bear nearly the same name in one place, only the very same words count."""
    seen = {(candidate.name, candidate.address): candidate for candidate in others}
    for row in rows:
        twin = seen.setdefault((row.name, row.address), row)
        if twin is not row and (alike := likeness(row, twin, 100.0)) >= ALIKE:
            yield row, twin, alike


def _numbers_differ(a: str, b: str) -> bool:
    """Return whether both texts hold numbers, and other ones."""
    left, right = DIGITS.findall(a), DIGITS.findall(b)
    return bool(left and right and set(left) != set(right))


def _distance(a: Candidate, b: Candidate) -> float | None:
    """Return the distance in km, None if one of them has no coordinates."""
    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        return None
    dx = (a.lon - b.lon) * math.cos(math.radians(a.lat)) * KM_PER_DEGREE
    return math.hypot(dx, (a.lat - b.lat) * KM_PER_DEGREE)
