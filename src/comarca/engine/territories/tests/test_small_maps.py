"""Properties held against brute force on small maps."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.territories import Options, align

from .maps import all_whole, feasible, small_maps

some = settings(max_examples=25, deadline=None, derandomize=True)


@some
@given(small_maps(), st.integers(2, 3), st.sampled_from([0.05, 0.2, 0.5]))
def test_whole_always_and_within_the_tolerance_whenever_that_is_possible(problem, k, tolerance):
    result = align(problem, Options(k=k, tolerance={"work": tolerance}))
    assert all_whole(result.territory, problem.edges, k)
    assert result.feasible == feasible(problem, k, tolerance)


@some
@given(small_maps(), st.data())
def test_locks_are_always_kept(problem, data):
    locks = np.array([data.draw(st.integers(-1, 1)) for _ in range(problem.size)])
    result = align(replace(problem, locks=locks), Options(k=2, tolerance={"work": 0.3}))
    assert (result.territory[locks >= 0] == locks[locks >= 0]).all()

    def keeps(terr):
        return (terr[locks >= 0] == locks[locks >= 0]).all()

    assert result.feasible == feasible(problem, 2, 0.3, keeps)


@some
@given(small_maps(), st.data())
def test_groups_stay_together(problem, data):
    group = np.array([data.draw(st.integers(-1, 1)) for _ in range(problem.size)])
    groups = len(set(group[group >= 0])) + int((group < 0).sum())
    if groups < 2:
        return
    result = align(replace(problem, together=group), Options(k=2, tolerance={"work": 0.4}))
    for g in range(2):
        assert len(set(result.territory[group == g])) <= 1


@some
@given(small_maps(), st.data())
def test_forbidden_pairs_are_never_used(problem, data):
    pairs = {
        u: data.draw(st.integers(0, 1)) for u in range(problem.size) if data.draw(st.booleans())
    }
    forbids = np.array(sorted(pairs.items()), dtype=np.int64).reshape(-1, 2)
    result = align(replace(problem, forbids=forbids), Options(k=2, tolerance={"work": 0.4}))
    assert all(result.territory[u] != t for u, t in pairs.items())


@some
@given(small_maps(), st.data(), st.sampled_from([0.0, 0.2, 0.5]))
def test_no_more_moves_than_allowed(problem, data, most):
    current = np.array([data.draw(st.integers(0, 1)) for _ in range(problem.size)])
    options = Options(k=2, tolerance={"work": 0.3}, max_moved=most)
    result = align(replace(problem, current=current), options)
    work = problem.measures["work"]
    moved = work[result.territory != current].sum()
    told = any(v.what == "moved" for v in result.violations)
    assert told or moved <= most * work.sum() + 1e-6


@some
@given(small_maps(least=4), st.data())
def test_containers_never_mix(problem, data):
    container = np.array([0, 1] + [data.draw(st.integers(0, 1)) for _ in range(problem.size - 2)])
    result = align(replace(problem, container=container), Options(k=2))
    assert (result.container[result.territory] == container).all()
