"""Heavy lumps are brought within the tolerance by dividing a neighbourhood exactly."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.progress import Clock
from comarca.engine.territories import Options, SearchParams
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.components import tasks
from comarca.engine.territories.mend import Effort, mend_violators
from comarca.engine.territories.patch import divided_exactly
from comarca.engine.territories.recut import violators
from comarca.engine.territories.searching import Best, Search
from comarca.engine.territories.subproblem import subproblem

from .maps import all_whole, grid


def lumps(seed, share=0.06, **more):
    """Stripes of a grid whose every fifth square is worth eight of the others."""
    problem = grid(12, 12, seed)
    work = np.where(np.random.default_rng(seed).random(144) < 0.2, 8.0, 1.0)
    problem = replace(problem, measures={"work": work}, **more)
    options = Options(k=4, tolerance={"work": share})
    sub, _ = subproblem(problem, options, next(iter(tasks(problem, apportion(problem, options)))))
    return problem, Search(sub, SearchParams(), seed, np.repeat(np.arange(4), 36))


@given(st.integers(0, 999), st.integers(2, 4))
@settings(max_examples=15, deadline=None)
def test_a_patch_breaks_less_stays_whole_and_leaves_the_rest_alone(seed, size):
    problem, search = lumps(seed)
    before = search.territory.copy()
    inside = np.arange(4) < size
    found = divided_exactly(search, inside, lambda: True)
    assert found is not None
    assert all_whole(found, problem.edges, 4)
    assert (found[before >= size] == before[before >= size]).all()
    assert (found[before < size] < size).all()
    total = search.evaluator.loads(before)[:size, 0].sum() / size / search.sub.mean[0, 0]
    if abs(total - 1) <= 0.05:
        assert search.evaluator.excess(found) <= search.evaluator.excess(before)


@given(st.integers(0, 999))
@settings(max_examples=10, deadline=None)
def test_locks_and_forbidden_pairs_hold_in_a_patch(seed):
    locks = np.full(144, -1)
    locks[[0, 143]] = 0, 3
    _, search = lumps(seed, locks=locks, forbids=np.array([[20, 1], [70, 0]]))
    found = divided_exactly(search, np.ones(4, dtype=bool), lambda: True)
    assert found is not None
    assert (found[0], found[143]) == (0, 3)
    assert found[20] != 1
    assert found[70] != 0


def test_lumps_end_within_the_tolerance_and_borders_stay_whole():
    problem, search = lumps(3, 0.03)
    assert len(violators(search))
    best = Best(search.evaluator, search.territory)
    mend_violators(search, best, Clock(), Effort(5000))
    assert best.score[:2] == (0, 0.0)
    assert all_whole(best.territory, problem.edges, 4)


def test_a_cancel_is_heard_before_the_first_patch():
    _, search = lumps(5, 0.01)
    best = Best(search.evaluator, search.territory)
    mend_violators(search, best, Clock(report=lambda *_: False), Effort(5000))
    assert best.territory.tolist() == search.first.tolist()


def test_no_more_is_divided_than_there_is_effort_for():
    _, search = lumps(3, 0.001)
    best, effort = Best(search.evaluator, search.territory), Effort(0)
    mend_violators(search, best, Clock(), effort)
    assert effort.left == 0
    assert best.territory.tolist() == search.first.tolist()
