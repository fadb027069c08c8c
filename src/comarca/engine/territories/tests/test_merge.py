"""What must stay together becomes one unit before the search."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.engine.territories import InvalidProblem, Options
from comarca.engine.territories.merge import merge

from .maps import grid

FREE = np.zeros(1)


@given(st.lists(st.integers(-1, 3), min_size=12, max_size=12))
def test_a_group_is_one_unit_and_numbers_follow_one_another(together):
    problem = grid(4, 3, together=np.array(together))
    member = merge(problem, Options(k=1), np.arange(12), problem.edges, FREE, 1)
    for group in set(together) - {-1}:
        assert len(set(member[np.array(together) == group].tolist())) == 1
    assert sorted(set(member.tolist())) == list(range(int(member.max()) + 1))


def test_a_group_apart_takes_in_the_way_between():
    together = np.full(12, -1)
    together[[0, 3]] = 0
    problem = grid(4, 3, together=together)
    member = merge(problem, Options(k=2), np.arange(12), problem.edges, FREE, 2)
    assert len(set(member[:4].tolist())) == 1


def test_more_territories_than_groups_are_refused():
    problem = grid(2, 2, together=np.zeros(4, dtype=np.int64))
    with pytest.raises(InvalidProblem, match="2 territories cannot be made of 1 groups"):
        merge(problem, Options(k=2), np.arange(4), problem.edges, FREE, 2)
