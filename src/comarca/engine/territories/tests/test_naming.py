"""Territories keep the numbers of those they resemble today."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comarca.engine.territories.naming import named_as_today

from .maps import grid

DIVISION = st.lists(st.integers(0, 2), min_size=12, max_size=12).map(np.array)
ONE = np.zeros(3, dtype=np.int64)


@given(DIVISION, DIVISION)
def test_names_change_but_not_who_is_together_and_no_less_stays_in_place(territory, current):
    problem = grid(4, 3, current=current)
    named = named_as_today(problem, territory, ONE)
    pairs = set(zip(territory.tolist(), named.tolist(), strict=True))
    assert len(pairs) == len(set(territory.tolist())) == len(set(named.tolist()))
    kept = problem.weight[named == current].sum()
    assert kept >= problem.weight[territory == current].sum() - 1e-6


def test_nothing_is_renamed_where_a_lock_gives_the_numbers_a_meaning():
    current = np.repeat([0, 1, 2], 4)
    problem = grid(4, 3, current=current, locks=np.where(np.arange(12) == 0, 1, -1))
    swapped = np.repeat([1, 0, 2], 4)
    assert named_as_today(problem, swapped, ONE).tolist() == swapped.tolist()
