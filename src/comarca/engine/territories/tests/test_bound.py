"""The bound for free centres stands below every division there is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.territories import Options, Problem
from comarca.engine.territories.bound import Bound, median_bound, together
from comarca.engine.territories.centres import middles
from comarca.engine.territories.homes import relax

from .maps import grid


@given(st.integers(0, 999), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_no_division_into_k_is_nearer_than_the_bound(seed, k):
    dice = np.random.default_rng(seed)
    xy, work = dice.uniform(0, 50_000, (40, 2)), dice.uniform(0, 5, 40)
    seeds = xy[dice.choice(40, k, replace=False)]
    part = np.linalg.norm(xy[:, None] - seeds[None], axis=2).argmin(axis=1)
    centres = middles(xy, work, part, k)
    far = float((work * np.linalg.norm(xy - centres[part], axis=1)).sum())
    found = median_bound(Problem(xy=xy, measures={"work": work}), Options(k=k), k, far)
    assert found.kind == "median"
    assert 0 <= found.value <= far + 1e-6


def test_around_homes_there_is_no_such_bound():
    problem = grid(3, 3, homes=np.zeros((2, 2)))
    assert median_bound(problem, Options(distance="home"), 2, 1.0) == Bound()


def test_the_bound_holds_where_work_must_go_past_the_nearest_homes():
    town, village = np.zeros((100, 2)), np.array([[100.0, 0.0]])
    homes = np.concatenate([np.zeros((22, 2)), np.tile(village, (20, 1))])
    xy, work = np.concatenate([town, village]), np.ones((101, 1))
    mean = np.full((42, 1), 101 / 42)
    found = relax(
        xy, work, homes, 0.5 * mean, 1.5 * mean, np.zeros((101, 42), dtype=bool), lambda: True
    )
    # Twenty homes in the village want half a mean each; it has one of the 24.05 itself.
    assert found.bound == pytest.approx(100 * (20 * 0.5 * 101 / 42 - 1))


@pytest.mark.parametrize(
    ("parts", "kind", "value"),
    [
        ([Bound(2.0, "exact"), Bound(3.0, "exact")], "exact", 5.0),
        ([Bound(2.0, "exact"), Bound(3.0, "transport")], "transport", 5.0),
        ([Bound(2.0, "exact"), Bound()], "", None),
    ],
)
def test_a_whole_is_proven_only_as_far_as_all_of_its_parts(parts, kind, value):
    assert together(parts) == Bound(value, kind)
