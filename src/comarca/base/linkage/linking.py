"""Finds the records of a list that mean the same, each pair with its probability."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comarca.base.linkage.candidates import candidates
from comarca.base.linkage.columns import Column, Kind
from comarca.base.linkage.names import exchange_names
from comarca.base.linkage.support import supported
from comarca.base.linkage.weights import (
    Chances,
    Evidence,
    at_first,
    chances_of,
    evidence,
    joined_evidence,
    learn,
)

# So many pairs are compared at a time; what is hopeless by the usual weights is not learnt from.
AT_ONCE, WORTH_LEARNING, NEVER = 200_000, -14.0, -60.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two records, by their place in the list, and how probably they mean the same (0 to 1)."""

    left: int
    right: int
    probability: float


def link(
    columns: Sequence[Column], *, least: float = 0.5, split: int | None = None, once: bool = False
) -> list[Link]:
    """Return the pairs that are the same with at least a probability, the surest first.

    With ``split``, records before that place are compared with those from it on; with ``once``
    too, each record is in one pair at most, its surest.
    """
    pairs = candidates(columns, split)
    odds = score_pairs(columns, pairs, split)
    share = as_probability(odds)
    if split is None:
        people = not any(column.kind is Kind.COMPANY for column in columns)
        share = supported(pairs, share, people=people)
    kept = np.flatnonzero(share >= least)
    order = kept[np.lexsort((-odds[kept], -share[kept]))]
    links = [Link(int(pairs[k, 0]), int(pairs[k, 1]), float(share[k])) for k in order]
    return _each_once(links) if once else links


def as_probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log2 odds as probabilities from 0 to 1."""
    return np.asarray(1 / (1 + np.exp2(-np.clip(odds, -60, 60))))


def _each_once(links: Sequence[Link]) -> list[Link]:
    """Keep the surest pair of each record."""
    taken: set[int] = set()
    kept = []
    for one in links:
        if one.left not in taken and one.right not in taken:
            taken |= {one.left, one.right}
            kept.append(one)
    return kept


def score_pairs(
    columns: Sequence[Column], pairs: NDArray[np.int64], split: int | None = None
) -> NDArray[np.float64]:
    """Return the log2 odds that each pair means the same; above 0 they rather do."""
    if not len(pairs):
        return np.zeros(0)
    count = len(columns[0].values)
    total = count * (count - 1) / 2 if split is None else float(split * (count - split))
    start = np.log2(max(count / 10, 1.0) / total)
    chances = [chances_of(column) for column in columns]
    odds = np.full(len(pairs), NEVER)
    kept, found = [], []
    for first in range(0, len(pairs), AT_ONCE):
        part = pairs[first : first + AT_ONCE]
        compared = _compared(columns, part, chances)
        worth = np.flatnonzero(start + at_first(compared) > WORTH_LEARNING)
        kept.append(worth + first)
        found.append([one.only(worth) for one in compared])
    rows = np.concatenate(kept)
    if len(rows):
        joined = [joined_evidence(parts) for parts in zip(*found, strict=True)]
        odds[rows] = learn(joined, total, expected=max(count / 10, 1.0))[0]
    return odds


def _compared(
    columns: Sequence[Column], pairs: NDArray[np.int64], chances: Sequence[Chances]
) -> list[Evidence]:
    """Compare some pairs in every column."""
    left, right = pairs[:, 0], pairs[:, 1]
    found = [evidence(c, left, right, u) for c, u in zip(columns, chances, strict=True)]
    exchange_names(found, left, right)
    return found
