"""Regions of a capacitated p-median are chosen anew exactly, and nothing gets dearer."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.progress import Clock
from comarca.engine.territories.late_params import RegionParams
from comarca.engine.territories.regions import improve_by_regions
from comarca.engine.territories.search.medians import Customers


def customers(seed, n=18):
    dice = np.random.default_rng(seed)
    demand = dice.integers(1, 5, n).astype(float)
    xy = dice.uniform(0, 100, (n, 2))
    return Customers(
        xy, np.ones(n), demand, np.full(n, demand.sum() / 3), np.zeros((0, 0)), np.ones(n, bool)
    )


def cost(given, territory, median):
    return float(np.linalg.norm(given.xy - given.xy[median[territory]], axis=1).sum())


@given(st.integers(0, 9999))
@settings(max_examples=4, deadline=None)
def test_it_gets_no_dearer_and_keeps_every_capacity(seed):
    here = customers(seed)
    order, first = np.argsort(here.xy[:, 0]), np.zeros(18, dtype=np.int64)
    first[order] = np.repeat(np.arange(3), 6)
    median = np.array([int(np.flatnonzero(first == t)[0]) for t in range(3)])
    before = cost(here, first, median)
    territory, chosen = improve_by_regions(here, first, median, 6, seed, Clock(), RegionParams())
    assert cost(here, territory, chosen) <= before
    load = np.bincount(territory, here.demand, minlength=3)
    start = np.bincount(first, here.demand, minlength=3)
    assert (load <= np.maximum(here.capacity[chosen], start) + 1e-9).all()
    assert len(set(chosen.tolist())) == 3


def test_badly_placed_medians_move_to_the_middle_of_their_towns():
    towns = np.repeat([[0.0, 0], [100, 0], [0, 100]], 5, axis=0)
    xy = towns + np.tile([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]], (3, 1))
    here = Customers(
        xy, np.ones(15), np.ones(15), np.full(15, 5.0), np.zeros((0, 0)), np.ones(15, bool)
    )
    territory = np.repeat(np.arange(3), 5)
    found, median = improve_by_regions(
        here, territory, np.array([1, 6, 11]), 9, 1, Clock(), RegionParams()
    )
    assert sorted(median.tolist()) == [0, 5, 10]
    assert cost(here, found, median) == 12.0
