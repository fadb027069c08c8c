"""What agreement weighs: measured on the list, learnt around what such columns show elsewhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from comarca.base.linkage.columns import Column, Kind
from comarca.base.linkage.levels import Index, Levels, compare, top

Floats = NDArray[np.float64]
# How often records of the same thing reach each level above "nothing known": 1, 2, 3… the same.
# From lists with known duplicates, rounded; they are where learning starts, and hold it.
SAME: dict[Kind, tuple[float, ...]] = {
    Kind.COMPANY: (0.03, 0.05, 0.12, 0.20, 0.60),
    Kind.TEXT: (0.08, 0.07, 0.10, 0.15, 0.60),
    Kind.GIVEN: (0.10, 0.07, 0.13, 0.70),
    Kind.SURNAME: (0.08, 0.07, 0.15, 0.70),
    Kind.ADDRESS: (0.04, 0.06, 0.10, 0.20, 0.60),
    Kind.STREET: (0.08, 0.07, 0.10, 0.15, 0.60),
    Kind.HOUSE: (0.07, 0.08, 0.15, 0.70),
    Kind.PHONE: (0.08, 0.02, 0.05, 0.85),
    Kind.IDENTIFIER: (0.03, 0.02, 0.10, 0.85),
    Kind.EMAIL: (0.07, 0.05, 0.15, 0.73),
    Kind.DOMAIN: (0.10, 0.05, 0.85),
    Kind.PLACE: (0.06, 0.04, 0.10, 0.80),
    Kind.POSTAL: (0.05, 0.05, 0.10, 0.80),
    Kind.CATEGORY: (0.25, 0.05, 0.70),
    Kind.DATE: (0.03, 0.04, 0.06, 0.15, 0.72),
    Kind.NUMBER: (0.07, 0.08, 0.15, 0.70),
    Kind.POINT: (0.02, 0.05, 0.08, 0.85),
}
SAMPLE, SEED = 200_000, 1
# A short list says little of how often values agree by accident: so many imagined records that
# share nothing stand beside it, and so many imagined pairs, of which most differ.
IMAGINED, IMAGINED_PAIRS, DIFFER, SHORT = 10, 10.0, 0.9, 20
# Two records that bear a name are a pair; a name can be rarer than one in the list, to a bound.
PAIR, RAREST = 2, 0.05
LEARNING_ROUNDS, HELD_BY = 12, 30.0
# Companies have neighbours, who share all but their names: what is learnt may not unlearn that the
# same company rarely has another name or number.
MOST_DIFFERENT = 1.5
# Street, number, town, postal code and coordinates of a company say one thing, where: the strongest
# counts in full, the others by this share, and a place alone never makes two companies the same.
WHERE = frozenset({Kind.ADDRESS, Kind.STREET, Kind.HOUSE, Kind.POSTAL, Kind.PLACE, Kind.POINT})
SAID_AGAIN, MOST_FOR_A_PLACE = 0.25, 9.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One column's levels for all pairs, with the chance of each level by accident."""

    column: Column
    levels: Levels
    by_chance: Floats
    agree_by_chance: Floats

    @property
    def says_where(self) -> bool:
        """Return whether the column says where something is."""
        return self.column.kind in WHERE

    def only(self, pairs: NDArray[np.intp]) -> "Evidence":
        """Return the evidence of some of the pairs."""
        return replace(self, levels=self.levels[pairs], agree_by_chance=self.agree_by_chance[pairs])

    def odds(self, same: Floats) -> Floats:
        """Return log2(m/u) for each pair; rare values that agree weigh more than common ones."""
        with np.errstate(divide="ignore"):
            table = np.concatenate([[0.0], np.log2(same / self.by_chance)])
        weights = table[self.levels]
        exact = self.levels == top(self.column.kind)
        weights[exact] = np.log2(same[-1] / self.agree_by_chance[exact])
        return np.asarray(weights)


@dataclass(frozen=True, slots=True)
class Chances:
    """How often a column agrees by accident: at each level, and for each record in its value."""

    of_levels: Floats
    of_values: Floats


def chances_of(column: Column) -> Chances:
    """Measure on a column how often values agree by accident."""
    common = commonness(column)
    texts, codes = column.coded
    return Chances(by_chance(column), np.array([common[text] for text in texts], float)[codes])


def evidence(column: Column, left: Index, right: Index, chances: Chances) -> Evidence:
    """Compare all pairs in one column."""
    levels = compare(column, left, right)
    return Evidence(column, levels, chances.of_levels, chances.of_values[left])


def commonness(column: Column) -> dict[str, float]:
    """Return how probably another record bears each value by accident.

    A value is as common as the list says. A company's name of which only two are seen is as
    common as its words would make it: two of them are no proof that there are many.
    """
    counts = Counter(value for value in column.values if value)
    known = counts.total() + IMAGINED
    shares = {value: max(count / known, 1 / known) for value, count in counts.items()}
    if column.kind is Kind.COMPANY:
        words = Counter(word for value in column.values for word in set(value.split()))
        for value, count in counts.items():
            chance = float(np.prod([words[word] / known for word in set(value.split())]))
            shares[value] = max(chance, (count - PAIR) / known, RAREST / known)
    return {**shares, "": 1.0}


def by_chance(column: Column) -> Floats:
    """Return how often two records that are not the same reach each level, from random pairs."""
    chance = np.random.default_rng(SEED)
    count = len(column.values)
    left, right = chance.integers(0, count, (2, min(SAMPLE, count * count)))
    apart = left != right
    levels = compare(column, left[apart].astype(np.int64), right[apart].astype(np.int64))
    seen = np.bincount(levels, minlength=top(column.kind) + 1)[1:].astype(float)
    # Half a pair more on each level: what was not seen is rare, not impossible.
    seen = (seen + 0.5) * min(1.0, count * (count - 1) / 2 / max(len(levels), 1))
    usual = np.full(len(seen), (1 - DIFFER) / (len(seen) - 1))
    usual[0] = DIFFER
    held = seen + IMAGINED_PAIRS * usual * min(1.0, SHORT / count)
    return np.asarray(held / held.sum())


def joined_evidence(parts: Sequence[Evidence]) -> Evidence:
    """Return the evidence of one column for pairs that were compared one part after the other."""
    levels = np.concatenate([part.levels for part in parts])
    chance = np.concatenate([part.agree_by_chance for part in parts])
    return replace(parts[0], levels=levels, agree_by_chance=chance)


def at_first(found: Sequence[Evidence]) -> Floats:
    """Return what all columns say together by the usual weights, before anything is learnt."""
    return _together(found, [np.array(SAME[one.column.kind]) for one in found])


def learn(
    found: Sequence[Evidence], total_pairs: float, expected: float
) -> tuple[Floats, list[Floats]]:
    """Return the log2 odds of each pair and each column's m, by expectation maximisation.

    ``total_pairs`` is the number of all pairs there are, ``expected`` how many of them are first
    thought the same. What is learnt is held by ``HELD_BY`` imagined pairs of the usual kind.
    """
    usual = [np.array(SAME[one.column.kind]) for one in found]
    same, matches, companies = usual, expected, _are_companies(found)
    odds = np.zeros(len(found[0].levels) if found else 0)
    for _round in range(LEARNING_ROUNDS):
        odds = np.log2(matches / total_pairs) + _together(found, same)
        share = 1 / (1 + np.exp2(-np.clip(odds, -60, 60)))
        matches = min(max(float(share.sum()), 1.0), total_pairs / 2)
        same = [_learnt(one, m, share, companies) for one, m in zip(found, usual, strict=True)]
    return odds, same


def _together(found: Sequence[Evidence], same: Sequence[Floats]) -> Floats:
    """Return what all columns say together; those that say where count once."""
    odds = np.zeros(len(found[0].levels))
    places: list[Floats] = []
    companies = _are_companies(found)
    for one, m in zip(found, same, strict=True):
        weights = one.odds(m)
        if companies and one.says_where:
            places.append(np.maximum(weights, 0))
            weights = np.minimum(weights, 0)
        odds += weights
    if places:
        stacked = np.stack(places)
        strongest = stacked.max(axis=0)
        rest = SAID_AGAIN * (stacked.sum(axis=0) - strongest)
        odds += np.minimum(strongest + rest, MOST_FOR_A_PLACE)
    return odds


def _are_companies(found: Sequence[Evidence]) -> bool:
    """Return whether a list is one of companies, not of people or publications."""
    return any(one.column.kind is Kind.COMPANY for one in found)


def _learnt(one: Evidence, usual: Floats, share: Floats, companies: bool) -> Floats:
    """Return how often pairs that seem the same reach each level."""
    seen = np.bincount(one.levels, weights=share, minlength=len(usual) + 1)[1:]
    learnt = (seen + HELD_BY * usual) / (seen.sum() + HELD_BY)
    most = MOST_DIFFERENT * usual[0]
    if companies and learnt[0] > most:
        learnt[1:] *= (1 - most) / (1 - learnt[0])
        learnt[0] = most
    return np.asarray(learnt)
