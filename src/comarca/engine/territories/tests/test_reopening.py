"""Closing one median and opening another keeps loads, medians and the cost true."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.territories.search.dice import rng_state
from comarca.engine.territories.search.medians import Customers
from comarca.engine.territories.search.reopening import reopen

K = 6


def customers(seed, n=60, room=1.3):
    dice = np.random.default_rng(seed)
    demand = dice.integers(1, 9, n).astype(float)
    capacity = np.full(n, np.ceil(demand.sum() / K * room))
    capacity[dice.choice(n, n // 4, replace=False)] = 0  # these may not be medians
    return Customers(
        dice.uniform(0, 100, (n, 2)), dice.uniform(0.5, 2, n), demand, capacity,
        np.zeros((0, 0)), np.ones(n, bool),
    )  # fmt: skip


def begun(here):
    """Return a division among medians that may be some, whatever it breaks."""
    median = np.flatnonzero(here.capacity > 0)[:K]
    far = np.linalg.norm(here.xy[:, None] - here.xy[median], axis=2)
    territory = far.argmin(axis=1)
    return territory, median, np.bincount(territory, here.demand, minlength=K)


def cost(here, territory, median):
    return float((here.weight * np.linalg.norm(here.xy - here.xy[median[territory]], axis=1)).sum())


def beyond(here, median, load):
    return float(np.maximum(load - here.capacity[median], 0).sum())


@given(st.integers(0, 9999), st.sampled_from([0.0, 20.0]))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_what_it_keeps_is_a_division_and_breaks_no_more_than_before(seed, heat):
    here = customers(seed)
    territory, median, load = begun(here)
    before, over = cost(here, territory, median), beyond(here, median, load)
    total, spent = reopen(40, 30, heat, here, territory, median, load, rng_state(seed))
    assert total == pytest.approx(cost(here, territory, median))
    assert load == pytest.approx(np.bincount(territory, here.demand, minlength=K))
    assert (territory[median] == np.arange(K)).all()
    assert len(set(median.tolist())) == K
    assert beyond(here, median, load) <= over + 1e-6
    assert spent > 0
    if not over and not heat:
        assert total <= before * (1 + 1e-9)


def test_it_finds_the_town_that_has_no_median():
    towns = np.repeat(np.array([[0.0, 0], [50, 0], [0, 50], [50, 50], [25, 90], [90, 25]]), 5, 0)
    xy = towns + np.tile([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]], (K, 1))
    here = Customers(
        xy, np.ones(30), np.ones(30), np.full(30, 10.0), np.zeros((0, 0)), np.ones(30, bool)
    )
    territory = np.minimum(np.repeat(np.arange(K), 5), K - 2)
    territory[4] = K - 1  # two medians in the first town, none in the last
    median = np.array([0, 5, 10, 15, 20, 4])
    load = np.bincount(territory, minlength=K).astype(float)
    total, _ = reopen(300, 60, 0.0, here, territory, median, load, rng_state(1))
    assert total == pytest.approx(4.0 * K)
    assert sorted(median.tolist()) == [0, 5, 10, 15, 20, 25]


def test_the_same_seed_gives_the_same_division():
    found = []
    for _ in range(2):
        here = customers(3)
        territory, median, load = begun(here)
        reopen(50, 30, 5.0, here, territory, median, load, rng_state(9))
        found.append((territory.tolist(), median.tolist()))
    assert found[0] == found[1]
