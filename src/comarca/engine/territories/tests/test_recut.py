"""The last violators are brought in by cutting pairs anew."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.progress import Clock
from comarca.engine.territories import Options, SearchParams
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.components import tasks
from comarca.engine.territories.evaluate import Evaluator
from comarca.engine.territories.late_params import RecutParams
from comarca.engine.territories.recut import recut_violators, violators
from comarca.engine.territories.searching import Best, Search
from comarca.engine.territories.subproblem import subproblem

from .maps import all_whole, grid, small_maps


def begun(seed, columns=(6, 2, 2, 2)):
    """Stripes of a grid: one far too heavy, three too light."""
    problem = grid(12, 12, seed)
    options = Options(k=4, tolerance={"work": 0.06})
    sub, _ = subproblem(problem, options, next(iter(tasks(problem, apportion(problem, options)))))
    stripes = np.tile(np.repeat(np.arange(4), columns), 12)
    return problem, Search(sub, SearchParams(recut=RecutParams(walks=40)), seed, stripes)


@given(st.integers(0, 99))
@settings(max_examples=10, deadline=None)
def test_it_is_never_worse_and_everything_stays_whole(seed):
    problem, search = begun(seed)
    best = Best(search.evaluator, search.territory)
    before = best.score
    recut_violators(search, best, Clock())
    assert best.score <= before
    assert all_whole(best.territory, problem.edges, 4)


def test_stripes_far_from_balance_end_within_the_tolerance():
    _, search = begun(1)
    assert len(violators(search)) == 4
    best = Best(search.evaluator, search.territory)
    recut_violators(search, best, Clock())
    assert best.score[:2] == (0, 0.0)


def test_a_cancel_is_heard_before_the_first_walk():
    _, search = begun(2)
    best = Best(search.evaluator, search.territory)
    recut_violators(search, best, Clock(report=lambda *_: False))
    assert best.territory.tolist() == search.first.tolist()


def test_where_nothing_helps_it_gives_up():
    problem = grid(12, 12, 1)
    problem.measures["work"][:] = np.where(np.arange(144) % 7 == 0, 20.0, 1.0)
    options = Options(k=4, tolerance={"work": 1e-5})
    sub, _ = subproblem(problem, options, next(iter(tasks(problem, apportion(problem, options)))))
    params = SearchParams(recut=RecutParams(walks=100_000, work=100.0))
    search = Search(sub, params, 1, np.repeat(np.arange(4), 36))
    asked = []
    best = Best(search.evaluator, search.territory)
    recut_violators(search, best, Clock(report=lambda *_: asked.append(1), every=0.0))
    assert len(asked) < 100 * SearchParams().recut.resigned


@given(small_maps(4), st.integers(2, 3), st.integers(0, 999), st.floats(0.01, 0.3))
@settings(max_examples=40, deadline=None)
def test_no_division_does_without_what_is_unavoidable(problem, k, seed, share):
    rng = np.random.default_rng(seed)
    problem.measures["work"][rng.integers(problem.size)] = 60.0
    options = Options(k=k, tolerance={"work": share})
    task = next(iter(tasks(problem, apportion(problem, options))))
    sub, _ = subproblem(problem, options, task)
    evaluator = Evaluator(sub)
    for _ in range(20):
        terr = rng.integers(0, k, sub.size)
        assert evaluator.excess(terr) >= sub.unavoidable - 1e-6
