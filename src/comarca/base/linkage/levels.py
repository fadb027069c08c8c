"""Compares two values of a column: how far they agree, as a small number.

Level 0 is "nothing known of one of them", 1 "they differ"; above that, each level agrees more, and
the highest is "the same". What a level weighs is measured, not decided here.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

from comarca.base.earth import KM_PER_DEGREE
from comarca.base.linkage.columns import Column, Kind

Levels = NDArray[np.int8]
Index = NDArray[np.int64]
Texts = Sequence[str]
Scorer = Callable[[Texts, Texts], Levels]
NUMBERS = re.compile(r"\d+")
MONTH, YEARS = 62, 400
POINT_KM = (3.0, 0.5, 0.1)


def compare(column: Column, left: Index, right: Index) -> Levels:
    """Return the level of each pair of records.

    ``left`` and ``right`` are the places of the records in the column, of one shape ``(pairs,)``.
    """
    values = column.values
    a, b = [values[i] for i in left.tolist()], [values[i] for i in right.tolist()]
    levels = SCORERS[column.kind](a, b)
    same = np.fromiter((x == y for x, y in zip(a, b, strict=True)), bool, len(a))
    missing = np.fromiter((not x or not y for x, y in zip(a, b, strict=True)), bool, len(a))
    levels[same] = top(column.kind)
    levels[missing] = 0
    return levels


def top(kind: Kind) -> int:
    """Return the level of two values that are the same."""
    return TOPS[kind]


def _ratio(a: Texts, b: Texts, scorer: Any) -> NDArray[np.float32]:
    return np.asarray(process.cpdist(a, b, scorer=scorer, dtype=np.float32))


def _cut(scores: NDArray[np.float32], *cuts: float) -> Levels:
    """Return level 2 from the first cut on, 3 from the second, and 1 below all."""
    return np.asarray(1 + np.sum([scores >= cut for cut in cuts], axis=0), np.int8)


def _company(a: Texts, b: Texts) -> Levels:
    """Compare names word by word in any order; a name within the other is alike, not the same.

    Different numbers make different shops of one chain.
    """
    whole = np.maximum(_ratio(a, b, fuzz.token_sort_ratio), _ratio(a, b, fuzz.ratio))
    levels = _cut(whole, 62, 78, 90)
    within = _ratio(a, b, fuzz.token_set_ratio) >= 97
    levels = np.where(within & (levels < 3), 3, levels)
    return np.where(_numbers_differ(a, b), 1, levels).astype(np.int8)


def _text(a: Texts, b: Texts) -> Levels:
    """Compare free text."""
    return _cut(
        np.maximum(_ratio(a, b, fuzz.token_sort_ratio), _ratio(a, b, fuzz.ratio)), 60, 78, 90
    )


def _person(a: Texts, b: Texts) -> Levels:
    """Compare names of people letter by letter, the beginning counting most."""
    return _cut(_ratio(a, b, JaroWinkler.normalized_similarity), 0.78, 0.9)


def _address(a: Texts, b: Texts) -> Levels:
    """Compare street and numbers apart: 3 a number is missing, 2 only one of them agrees."""
    street = (
        _ratio([NUMBERS.sub(" ", x) for x in a], [NUMBERS.sub(" ", x) for x in b], _street) >= 80
    )
    left, right = (
        [frozenset(NUMBERS.findall(x)) for x in a],
        [frozenset(NUMBERS.findall(x)) for x in b],
    )
    pairs = list(zip(left, right, strict=True))
    alike = np.fromiter((bool(x & y) for x, y in pairs), bool, len(a))
    silent = np.fromiter((not x or not y for x, y in pairs), bool, len(a))
    levels = np.ones(len(a), np.int8)
    levels[street | alike] = 2
    levels[street & silent] = 3
    levels[street & alike] = 4
    return levels


def _street(a: str, b: str, **options: object) -> float:
    """Return how alike two streets are: in any order, or one within the other."""
    return float(max(fuzz.token_sort_ratio(a, b), 0.95 * fuzz.token_set_ratio(a, b)))


def _digits(a: Texts, b: Texts) -> Levels:
    """Compare what is typed digit by digit: one slip is near."""
    distance = _ratio(a, b, OSA.distance)
    return np.where(distance <= 1, 3, np.where(distance <= 2, 2, 1)).astype(np.int8)


def _date(a: Texts, b: Texts) -> Levels:
    """Compare dates: 4 for one slip (or a day within two months), 3 for two, 2 for near in time."""
    distance = _ratio(a, b, OSA.distance)
    swapped = (x[:4] + x[6:8] + x[4:6] == y for x, y in zip(a, b, strict=True))
    days = np.abs(_days(a) - _days(b))
    near = (distance <= 1) | np.fromiter(swapped, bool, len(a)) | (days <= MONTH)
    return np.where(near, 4, np.where((distance <= 2), 3, np.where(days <= YEARS, 2, 1))).astype(
        np.int8
    )


def _days(texts: Texts) -> NDArray[np.float64]:
    """Return about how many days since year 0 a date of eight digits is; nan for any other."""
    return np.fromiter(
        (
            int(t[:4]) * 365.25 + int(t[4:6]) * 30.44 + int(t[6:8])
            if len(t) == 8 and t.isdigit()
            else np.nan
            for t in texts
        ),
        float,
        len(texts),
    )


def _phone(a: Texts, b: Texts) -> Levels:
    """Compare numbers; one may lack the prefix of its country."""
    ends = ((x.endswith(y) or y.endswith(x)) for x, y in zip(a, b, strict=True))
    return np.where(np.fromiter(ends, bool, len(a)), top(Kind.PHONE), _digits(a, b)).astype(np.int8)


def _word(a: Texts, b: Texts) -> Levels:
    """Compare towns and words from a list."""
    return _cut(_ratio(a, b, JaroWinkler.normalized_similarity), 0.88)


def _place(a: Texts, b: Texts) -> Levels:
    """Compare towns: 3 for a slip, 2 for several."""
    return _cut(_ratio(a, b, JaroWinkler.normalized_similarity), 0.75, 0.88)


def _email(a: Texts, b: Texts) -> Levels:
    """Compare addresses: 3 for a slip or the same name elsewhere."""
    local = [x.partition("@")[0] for x in a], [x.partition("@")[0] for x in b]
    near = _ratio(a, b, JaroWinkler.normalized_similarity) >= 0.92
    same = np.fromiter((x == y for x, y in zip(*local, strict=True)), bool, len(a))
    alike = _ratio(a, b, OSA.normalized_similarity) >= 0.7
    return np.where(near | same, 3, np.where(alike, 2, 1)).astype(np.int8)


def _point(a: Texts, b: Texts) -> Levels:
    """Compare coordinates: 4 within 100 m, 3 within 500 m, 2 within 3 km."""
    x = np.array([v.split() if v else ("nan", "nan") for v in a], float)
    y = np.array([v.split() if v else ("nan", "nan") for v in b], float)
    east = (x[:, 0] - y[:, 0]) * np.cos(np.radians(x[:, 1]))
    km = np.hypot(east, x[:, 1] - y[:, 1]) * KM_PER_DEGREE
    return np.asarray(1 + np.sum([km <= cut for cut in POINT_KM], axis=0), np.int8)


def _numbers_differ(a: Texts, b: Texts) -> NDArray[np.bool_]:
    """Return whether both texts hold numbers, and none of them is in both."""
    found = ((set(NUMBERS.findall(x)), set(NUMBERS.findall(y))) for x, y in zip(a, b, strict=True))
    return np.fromiter((bool(x and y and not x & y) for x, y in found), bool, len(a))


SCORERS: dict[Kind, Scorer] = {
    Kind.COMPANY: _company,
    Kind.TEXT: _text,
    Kind.GIVEN: _person,
    Kind.SURNAME: _person,
    Kind.STREET: _text,
    Kind.HOUSE: _digits,
    Kind.ADDRESS: _address,
    Kind.PHONE: _phone,
    Kind.IDENTIFIER: _digits,
    Kind.DATE: _date,
    Kind.NUMBER: _digits,
    Kind.POSTAL: _digits,
    Kind.PLACE: _place,
    Kind.CATEGORY: _word,
    Kind.EMAIL: _email,
    Kind.DOMAIN: _word,
    Kind.POINT: _point,
}
TOPS: dict[Kind, int] = {
    Kind.COMPANY: 5,
    Kind.TEXT: 5,
    Kind.STREET: 5,
    Kind.HOUSE: 4,
    Kind.GIVEN: 4,
    Kind.SURNAME: 4,
    Kind.ADDRESS: 5,
    Kind.PHONE: 4,
    Kind.IDENTIFIER: 4,
    Kind.DATE: 5,
    Kind.NUMBER: 4,
    Kind.POSTAL: 4,
    Kind.PLACE: 4,
    Kind.CATEGORY: 3,
    Kind.EMAIL: 4,
    Kind.DOMAIN: 3,
    Kind.POINT: 4,
}
