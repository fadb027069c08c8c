"""Compares two values of a column: how far they agree, as a small number.

Level 0 is "nothing known of one of them", 1 "they differ"; above that, each level agrees more, and
the highest is "the same". What a level weighs is measured, not decided here.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

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
Mask = NDArray[np.bool_]
T = TypeVar("T")
NUMBERS = re.compile(r"\d+")
MONTH, YEARS, DIGITS_OF_A_DATE = 62, 400, 8
# So alike streets are, of 100; one within the other counts somewhat less than the same words.
ALIKE, WITHIN = 80, 0.95
SAME_HOUSE = 0.75  # so alike the domains of one company are, a slip apart
POINT_KM = (3.0, 0.5, 0.1)


def compare(column: Column, left: Index, right: Index) -> Levels:
    """Return the level of each pair of records.

    ``left`` and ``right`` are the places of the records in the column, of one shape ``(pairs,)``.
    Of a million pairs many hold the same two values; these are compared once.
    """
    texts, codes = column.coded
    together, where = np.unique(codes[left] * len(texts) + codes[right], return_inverse=True)
    a, b = np.divmod(together, len(texts))
    known = texts != ""
    levels = np.where(known[a] & known[b], top(column.kind), 0).astype(np.int8)
    open_ = np.flatnonzero((a != b) & (levels > 0))
    if len(open_):
        levels[open_] = SCORERS[column.kind](texts[a[open_]].tolist(), texts[b[open_]].tolist())
    return np.asarray(levels[where])


def top(kind: Kind) -> int:
    """Return the level of two values that are the same."""
    return TOPS[kind]


def _ratio(a: Texts, b: Texts, scorer: Any, least: float | None = None) -> NDArray[np.float32]:
    """Return how alike each pair is by a scorer; 0 below ``least``, where it ends early."""
    return np.asarray(process.cpdist(a, b, scorer=scorer, dtype=np.float32, score_cutoff=least))


def _each(texts: Texts, work: Callable[[str], T]) -> list[T]:
    """Return what comes of each text, worked out once for those that are the same."""
    known = {text: work(text) for text in set(texts)}
    return [known[text] for text in texts]


def _mask(values: Iterable[bool], count: int) -> Mask:
    return np.fromiter(values, bool, count)


def _cut(scores: NDArray[np.float32], *cuts: float) -> Levels:
    """Return level 2 from the first cut on, 3 from the second, and 1 below all."""
    return np.asarray(1 + np.sum([scores >= cut for cut in cuts], axis=0), np.int8)


def _company(a: Texts, b: Texts) -> Levels:
    """Compare names word by word in any order; a name within the other is alike, not the same.

    Different numbers make different shops of one chain, and so does a number behind what is the
    same otherwise: "Repsol A-31 (1)" and "(2)" are the two sides of a road.
    """
    levels = _likeness(a, b, 62, 78, 90)
    within = _ratio(a, b, fuzz.token_set_ratio, 97) >= 97
    levels = np.where(within & (levels < 3), 3, levels)
    apart = _numbers_differ(a, b) | _mask(map(_counted_apart, a, b), len(a))
    return np.where(apart, 1, levels).astype(np.int8)


def _counted_apart(a: str, b: str) -> bool:
    """Return whether two names are the same but for the number that each ends with."""
    left, right = a.rpartition(" "), b.rpartition(" ")
    return left[0] == right[0] != "" and left[2].isdecimal() and right[2].isdecimal() and a != b


def _text(a: Texts, b: Texts) -> Levels:
    """Compare free text."""
    return _likeness(a, b, 60, 78, 90)


def _likeness(a: Texts, b: Texts, *cuts: float) -> Levels:
    """Compare texts as they stand and word by word in any order."""
    sorted_words = _ratio(a, b, fuzz.token_sort_ratio, cuts[0])
    return _cut(np.maximum(sorted_words, _ratio(a, b, fuzz.ratio, cuts[0])), *cuts)


def _person(a: Texts, b: Texts) -> Levels:
    """Compare names of people letter by letter, the beginning counting most."""
    return _cut(_ratio(a, b, JaroWinkler.normalized_similarity, 0.78), 0.78, 0.9)


def _address(a: Texts, b: Texts) -> Levels:
    """Compare street and numbers apart: 3 a number is missing, 2 only one of them agrees."""
    left, right = _each(a, _numbers), _each(b, _numbers)
    alike = ~_mask(map(frozenset.isdisjoint, left, right), len(a))
    silent = ~(_mask(map(bool, left), len(a)) & _mask(map(bool, right), len(a)))
    street = _streets(_each(a, _without_numbers), _each(b, _without_numbers))
    levels = np.ones(len(a), np.int8)
    levels[street | alike] = 2
    levels[street & silent] = 3
    levels[street & alike] = 4
    return levels


def _streets(a: Texts, b: Texts) -> Mask:
    """Return whether two streets are alike: in any order, or one within the other."""
    within = _ratio(a, b, fuzz.token_set_ratio, ALIKE / WITHIN)
    return np.asarray((_ratio(a, b, fuzz.token_sort_ratio, ALIKE) >= ALIKE) | (within > 0))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(NUMBERS.findall(text))


def _without_numbers(text: str) -> str:
    return NUMBERS.sub(" ", text)


def _digits(a: Texts, b: Texts) -> Levels:
    """Compare what is typed digit by digit: one slip is near."""
    distance = _ratio(a, b, OSA.distance)
    return np.where(distance <= 1, 3, np.where(distance <= 2, 2, 1)).astype(np.int8)


def _date(a: Texts, b: Texts) -> Levels:
    """Compare dates: 4 for one slip (or a day within two months), 3 for two, 2 for near in time."""
    distance = _ratio(a, b, OSA.distance)
    swapped = _mask(map(str.__eq__, _each(a, _month_first), b), len(a))
    days = np.abs(_days(a) - _days(b))
    near = (distance <= 1) | swapped | (days <= MONTH)
    return np.where(near, 4, np.where((distance <= 2), 3, np.where(days <= YEARS, 2, 1))).astype(
        np.int8
    )


def _days(texts: Texts) -> NDArray[np.float64]:
    """Return about how many days since year 0 a date of eight digits is; nan for any other."""
    return np.array(_each(texts, _day), float)


def _day(text: str) -> float:
    if len(text) != DIGITS_OF_A_DATE or not text.isdigit():
        return np.nan
    return int(text[:4]) * 365.25 + int(text[4:6]) * 30.44 + int(text[6:8])


def _month_first(text: str) -> str:
    return text[:4] + text[6:8] + text[4:6]


def _phone(a: Texts, b: Texts) -> Levels:
    """Compare numbers; one may lack the prefix of its country."""
    ends = _mask(map(str.endswith, a, b), len(a)) | _mask(map(str.endswith, b, a), len(a))
    return np.where(ends, top(Kind.PHONE), _digits(a, b)).astype(np.int8)


def _word(a: Texts, b: Texts) -> Levels:
    """Compare towns and words from a list."""
    return _cut(_ratio(a, b, JaroWinkler.normalized_similarity, 0.88), 0.88)


def _place(a: Texts, b: Texts) -> Levels:
    """Compare towns: 3 for a slip, 2 for several."""
    return _cut(_ratio(a, b, JaroWinkler.normalized_similarity, 0.75), 0.75, 0.88)


def _email(a: Texts, b: Texts) -> Levels:
    """Compare addresses: 3 for a slip or the same name elsewhere, 2 for several slips.

    Colleagues share what stands behind the @: where it is the same, but for a slip, the names
    before it decide alone.
    """
    names = _each(a, _local_part), _each(b, _local_part)
    domains = _ratio(_each(a, _domain_part), _each(b, _domain_part), OSA.normalized_similarity)
    house = domains >= SAME_HOUSE
    whole = JaroWinkler.normalized_similarity, OSA.normalized_similarity
    near, alike = (
        np.where(house, _ratio(*names, scorer), _ratio(a, b, scorer)) >= cut
        for scorer, cut in zip(whole, (0.92, 0.7), strict=True)
    )
    same = _mask(map(str.__eq__, *names), len(a))
    return np.where(near | same, 3, np.where(alike, 2, 1)).astype(np.int8)


def _point(a: Texts, b: Texts) -> Levels:
    """Compare coordinates: 4 within 100 m, 3 within 500 m, 2 within 3 km."""
    x, y = np.array(_each(a, str.split), float), np.array(_each(b, str.split), float)
    east = (x[:, 0] - y[:, 0]) * np.cos(np.radians(x[:, 1]))
    km = np.hypot(east, x[:, 1] - y[:, 1]) * KM_PER_DEGREE
    return np.asarray(1 + np.sum([km <= cut for cut in POINT_KM], axis=0), np.int8)


def _local_part(email: str) -> str:
    return email.partition("@")[0]


def _domain_part(email: str) -> str:
    return email.partition("@")[2]


def _numbers_differ(a: Texts, b: Texts) -> Mask:
    """Return whether both texts hold numbers, and none of them is in both."""
    left, right = _each(a, _numbers), _each(b, _numbers)
    both = _mask(map(bool, left), len(a)) & _mask(map(bool, right), len(a))
    return np.asarray(both & _mask(map(frozenset.isdisjoint, left, right), len(a)))


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
