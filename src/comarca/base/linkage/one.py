"""One record against a few: by what columns of the kind usually weigh, nothing is learnt."""

from collections.abc import Sequence

import numpy as np

from comarca.base.linkage.columns import Column, Kind
from comarca.base.linkage.linking import as_probability
from comarca.base.linkage.names import exchange_names
from comarca.base.linkage.weights import Chances, at_first, evidence

# How often two accounts that have nothing to do with each other reach each level, rounded from a
# scan of 100,000; and of how many accounts one value of a column is usually borne.
BY_CHANCE: dict[Kind, tuple[float, ...]] = {
    Kind.COMPANY: (0.97, 0.025, 0.004, 0.0008, 0.0002),
    Kind.IDENTIFIER: (0.9999, 0.00007, 0.00002, 0.00001),
    Kind.PHONE: (0.9999, 0.00006, 0.00002, 0.00002),
    Kind.EMAIL: (0.99, 0.008, 0.0015, 0.0005),
    Kind.DOMAIN: (0.99, 0.009, 0.001),
    Kind.ADDRESS: (0.93, 0.065, 0.003, 0.0015, 0.0005),
    Kind.POSTAL: (0.95, 0.03, 0.015, 0.005),
    Kind.PLACE: (0.95, 0.02, 0.01, 0.02),
    Kind.POINT: (0.993, 0.006, 0.0009, 0.0001),
}
# One new account in so many is here already.
PRIOR, MOST_COUNTED = 1 / 20, 10_000


def probabilities(columns: Sequence[Column], count: int) -> list[float]:
    """Return how probably the first record is the same as each of the others.

    ``columns`` hold the first record and the others it is compared with; ``count`` is how many
    records there are in all, of which these were picked because something is alike.
    """
    others = len(columns[0].values) - 1
    left, right = np.zeros(others, np.int64), np.arange(1, others + 1, dtype=np.int64)
    found = [evidence(column, left, right, usual_chances(column)) for column in columns]
    exchange_names(found, left, right)
    odds = at_first(found) + np.log2(PRIOR / min(max(count, 20), MOST_COUNTED))
    return [float(one) for one in as_probability(odds)]


def usual_chances(column: Column) -> Chances:
    """Return the usual chances of a column of its kind."""
    of_levels = np.array(BY_CHANCE[column.kind])
    return Chances(of_levels, np.full(len(column.values), of_levels[-1]))
