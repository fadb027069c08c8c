"""People whose given name and surname were typed into each other's column."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from comarca.base.linkage.columns import Column, Kind
from comarca.base.linkage.levels import Index
from comarca.base.linkage.weights import Evidence

ALIKE, ROUGHLY = 0.9, 0.75
# Exchanged names are the same names, but one of the two lines was typed carelessly.
EXCHANGED = 3


def exchange_names(found: Sequence[Evidence], left: Index, right: Index) -> None:
    """Raise the levels of pairs whose names agree crosswise, and not as they stand.

    One name that agrees crosswise is enough where the other is not known, or has a slip.
    """
    given = next((one for one in found if one.column.kind is Kind.GIVEN), None)
    surname = next((one for one in found if one.column.kind is Kind.SURNAME), None)
    if given is None or surname is None:
        return
    suspects = np.flatnonzero((given.levels <= 1) & (surname.levels <= 1))
    there = _alike(given.column, surname.column, left[suspects], right[suspects])
    back = _alike(surname.column, given.column, left[suspects], right[suspects])
    one = (there >= ALIKE) | (back >= ALIKE)
    neither_differs = (np.isnan(there) | (there >= ROUGHLY)) & (np.isnan(back) | (back >= ROUGHLY))
    crossed = suspects[one & neither_differs]
    given.levels[crossed] = np.where(np.isnan(there), 0, EXCHANGED)[one & neither_differs]
    surname.levels[crossed] = np.where(np.isnan(back), 0, EXCHANGED)[one & neither_differs]


def _alike(
    a: Column, b: Column, left: Index, right: Index
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return how one column's value on the left is like another's on the right; nan: unknown."""
    mine = [a.values[i] for i in left.tolist()]
    theirs = [b.values[i] for i in right.tolist()]
    scores = process.cpdist(mine, theirs, scorer=JaroWinkler.normalized_similarity)
    known = np.fromiter((bool(x and y) for x, y in zip(mine, theirs, strict=True)), bool, len(mine))
    return np.where(known, np.asarray(scores, float), np.nan)
