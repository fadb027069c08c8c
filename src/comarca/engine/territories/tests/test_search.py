"""The compiled search keeps its sums, its lists and every territory whole."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.territories import Options, SearchParams
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.components import tasks
from comarca.engine.territories.search.connectivity import stays_whole
from comarca.engine.territories.search.trees import recut
from comarca.engine.territories.searching import Search
from comarca.engine.territories.start import first_divisions
from comarca.engine.territories.subproblem import subproblem

from .maps import all_whole, grid, is_whole

some = settings(max_examples=25, deadline=None, derandomize=True)


def search(seed, k=4, size=8, **more):
    problem = grid(size, size, seed, **more)
    options = Options(k=k, tolerance={"work": 0.1})
    sub, _ = subproblem(problem, options, next(iter(tasks(problem, apportion(problem, options)))))
    starts, *_ = first_divisions(sub, SearchParams(), seed, lambda: True)
    return problem, Search(sub, SearchParams(), seed, starts[0])


@some
@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.001]), st.booleans())
def test_a_sweep_keeps_every_sum_and_every_territory_whole(seed, temperature, hard):
    problem, one = search(seed)
    one.sweep(3000, one.rates(temperature, 1.0, 0.9, hard=hard))
    state, terr = one.state, one.territory
    assert all_whole(terr, problem.edges, 4)
    assert state.sizes.tolist() == np.bincount(terr, minlength=4).tolist()
    assert np.allclose(state.loads, one.evaluator.loads(terr))
    graph = one.sub.graph
    cut = set(np.flatnonzero(terr[graph.source] != terr[graph.other]).tolist())
    assert set(state.cut[: state.size[0]].tolist()) == cut


@some
@given(st.integers(0, 10_000))
def test_a_hard_sweep_never_leaves_the_tolerance_further(seed):
    _, one = search(seed)
    before = one.evaluator.excess(one.territory)
    one.sweep(3000, one.rates(0.01, 0.0, 1.0, hard=True))
    assert one.evaluator.excess(one.territory) <= before + 1e-9


@some
@given(st.integers(0, 10_000))
def test_leaving_is_judged_as_by_walking(seed):
    problem, one = search(seed, size=6)
    one.sweep(2000, one.rates(0.5, 0.0, 0.9))
    terr = one.territory
    for u in range(36):
        rest = [v for v in range(36) if terr[v] == terr[u] and v != u]
        if rest:
            told = stays_whole(u, int(terr[u]), one.state, one.sub.graph, one.room)
            assert told == is_whole(rest, problem.edges)


@some
@given(st.integers(0, 10_000))
def test_recutting_a_pair_keeps_it_whole_and_makes_it_no_worse(seed):
    problem, one = search(seed)
    one.sweep(1000, one.rates(0.5, 0.0, 0.9))
    away = np.abs(one.evaluator.deviation(one.territory))[:2, 0] - 0.1
    before = np.maximum(away, 0).sum()
    rates = one.rates(0.0, 0.0, 1.0)
    recut(0, 1, 20, 1.0, False, one.units, one.state, one.sub.graph, one.limits, rates)
    assert all_whole(one.territory, problem.edges, 4)
    away = np.abs(one.evaluator.deviation(one.territory))[:2, 0] - 0.1
    assert np.maximum(away, 0).sum() <= before + 1e-9


@some
@given(st.integers(0, 10_000), st.data())
def test_locked_and_forbidden_units_stay_where_they_may_be(seed, data):
    locks = np.full(64, -1)
    locks[data.draw(st.integers(0, 63))] = data.draw(st.integers(0, 3))
    pair = (data.draw(st.integers(0, 63)), data.draw(st.integers(0, 3)))
    held = {} if locks[pair[0]] == pair[1] else {"forbids": np.array([pair])}
    _, one = search(seed, locks=locks, **held)
    one.sweep(2000, one.rates(0.5, 0.0, 0.9))
    assert (one.territory[locks >= 0] == locks[locks >= 0]).all()
    if held:
        assert one.territory[pair[0]] != pair[1]


def test_a_cancel_while_the_first_divisions_form_leaves_one():
    """Those that wait for their turn are let go of, and nobody waits for them."""
    problem = grid(100, 100)
    options = Options(k=60, tolerance={"work": 0.1})
    sub, _ = subproblem(problem, options, next(iter(tasks(problem, apportion(problem, options)))))
    starts, *_ = first_divisions(sub, SearchParams(), 1, lambda: False)
    assert np.unique(starts[0]).size == 60
