"""The first division is balanced before a single unit is moved."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.territories.balanced_start import balanced_start


@given(st.integers(0, 999), st.integers(2, 9))
@settings(max_examples=15, deadline=None)
def test_evenly_spread_work_is_divided_evenly_and_the_same_again(seed, k):
    xy = np.random.default_rng(seed).uniform(-1e5, 1e5, (800, 2))
    part, far = balanced_start(xy, np.ones(800), np.ones(800), k, seed)
    load = np.bincount(part, minlength=k)
    assert part.min() >= 0
    assert np.abs(load / load.mean() - 1).max() < 0.2
    assert far > 0
    again, _ = balanced_start(xy, np.ones(800), np.ones(800), k, seed)
    assert part.tobytes() == again.tobytes()
