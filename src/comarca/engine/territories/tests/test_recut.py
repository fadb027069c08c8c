"""The last violators are brought in by cutting pairs anew."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.progress import Clock
from comarca.engine.territories import Options, SearchParams
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.components import tasks
from comarca.engine.territories.recut import recut_violators, violators
from comarca.engine.territories.searching import Best, Search
from comarca.engine.territories.subproblem import subproblem

from .maps import all_whole, grid


def begun(seed, columns=(6, 2, 2, 2)):
    """Stripes of a grid: one far too heavy, three too light."""
    problem = grid(12, 12, seed)
    options = Options(k=4, tolerance={"work": 0.06})
    sub, _ = subproblem(problem, options, next(iter(tasks(problem, apportion(problem, options)))))
    stripes = np.tile(np.repeat(np.arange(4), columns), 12)
    return problem, Search(sub, SearchParams(recut_walks=40), seed, stripes)


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
