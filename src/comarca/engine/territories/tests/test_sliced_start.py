"""A first division for several measures at once."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.territories import Options, SearchParams, align
from comarca.engine.territories.sliced_start import sliced_start

from .maps import grid


@given(st.integers(1, 12), st.integers(0, 99), st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_every_part_holds_a_unit_and_every_unit_has_a_part(k, seed, measures):
    rng = np.random.default_rng(seed)
    weights = rng.integers(0, 4, (12, measures)).astype(float)
    part = sliced_start(rng.random((12, 2)), weights, np.full(measures, 0.05), k, seed)
    assert set(part.tolist()) == set(range(k))


@given(st.sampled_from([2, 4]), st.integers(0, 99))
@settings(max_examples=10, deadline=None)
def test_a_city_rich_in_one_measure_is_shared_out_like_a_pie(k, seed):
    """No compact cluster holds its share of both: one measure lies in the middle, one outside."""
    xy = np.random.default_rng(seed).uniform(-1, 1, (1000, 2))
    city = np.exp(-8 * (xy**2).sum(axis=1))
    weights = np.column_stack([city, 1 - city])
    part = sliced_start(xy, weights, np.array([0.05, 0.05]), k, seed)
    load = np.stack([np.bincount(part, each, minlength=k) for each in weights.T], axis=1)
    assert np.abs(load / load.mean(axis=0) - 1).max() < 0.05 * k


def test_two_measures_that_lie_apart_are_balanced_together():
    problem = grid(24, 24)
    away = np.linalg.norm(problem.xy / 1000 - 11.5, axis=1)
    both = {**problem.measures, "potential": 1 + 3 * np.exp(-((away / 6) ** 2))}
    options = Options(k=8, tolerance={"work": 0.05, "potential": 0.05})
    result = align(replace(problem, measures=both), options, params=SearchParams(restarts=0))
    assert result.feasible
