"""Each container gets its share of the territories."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comarca.engine.territories.apportion import largest_remainder


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=12), st.integers(0, 60))
def test_every_container_has_one_and_nobody_is_off_by_more_than_the_least_one_asks(loads, more):
    k = len(loads) + more
    found = largest_remainder(np.array(loads), k)
    assert found.sum() == k
    assert found.min() >= 1
    ideal = np.array(loads) / max(sum(loads), 1e-12) * k
    if (ideal >= 1).all():
        assert np.abs(found - ideal).max() < 1 + 1e-9
