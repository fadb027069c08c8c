"""Groups, forbidden pairs and a cap on moves together, where an answer is known to exist."""

import numpy as np
import pytest

from comarca.engine.territories import Options, Problem, align

from .maps import grid


def planted(seed: int) -> Problem:
    """Hide an answer in a grid: wishes are drawn so that it keeps them all.

    Today's territories are the hidden ones with some border units in their neighbour's.
    """
    dice = np.random.default_rng(seed)
    plain = grid(16, 14, seed)
    hidden = align(plain, Options(k=6, tolerance={"work": 0.07}, steps=60_000, seed=seed)).territory
    inner = plain.edges[hidden[plain.edges[:, 0]] == hidden[plain.edges[:, 1]]]
    together = np.full(plain.size, -1)
    for group, (a, b) in enumerate(inner[dice.choice(len(inner), 12, replace=False)]):
        if together[a] < 0 and together[b] < 0:
            together[[a, b]] = group
    units = dice.choice(plain.size, 15, replace=False)
    forbids = np.column_stack([units, (hidden[units] + dice.integers(1, 6, 15)) % 6])
    current = hidden.astype(np.int64).copy()
    outer = plain.edges[hidden[plain.edges[:, 0]] != hidden[plain.edges[:, 1]]]
    for a, b in outer[dice.choice(len(outer), 6, replace=False)]:
        current[a] = hidden[b]
    return grid(16, 14, seed, together=together, forbids=forbids, current=current)


@pytest.mark.parametrize("seed", range(6))
def test_the_hidden_answer_or_another_is_found(seed):
    wish = Options(k=6, tolerance={"work": 0.07}, max_moved=0.06, steps=120_000)
    found = align(planted(seed), wish)
    assert found.violations == ()
