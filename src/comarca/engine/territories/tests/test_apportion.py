"""Each container gets its share of the territories."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comarca.engine.territories import Options, align
from comarca.engine.territories.apportion import largest_remainder

from .maps import grid


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=12), st.integers(0, 60))
def test_every_container_has_one_and_nobody_is_off_by_more_than_the_least_one_asks(loads, more):
    k = len(loads) + more
    found = largest_remainder(np.array(loads), k)
    assert found.sum() == k
    assert found.min() >= 1
    ideal = np.array(loads) / max(sum(loads), 1e-12) * k
    if (ideal >= 1).all():
        assert np.abs(found - ideal).max() < 1 + 1e-9


def two_lands(work):
    """A grid of 8 by 4, and one square beyond the sea, with so much work."""
    land = grid(8, 4)
    return replace(
        land, xy=np.vstack([land.xy, [[20_000.0, 0.0]]]),
        measures={"work": np.append(np.ones(32), work)},
    )  # fmt: skip


def test_an_exclave_with_next_to_no_work_goes_with_the_nearest_land():
    result = align(two_lands(0.2), Options(k=4, tolerance={"work": 0.1}, steps=30_000))
    assert np.abs(result.deviation["work"]).max() <= 0.1
    assert [v.code for v in result.violations] == ["lands"]


def test_an_island_with_work_for_one_is_divided_apart():
    result = align(two_lands(8.0), Options(k=5, tolerance={"work": 0.1}, steps=30_000))
    assert result.feasible
    assert (result.territory == result.territory[32]).sum() == 1
