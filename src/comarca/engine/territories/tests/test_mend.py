"""Heavy lumps are brought within the tolerance by dividing a neighbourhood exactly."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.progress import Clock
from comarca.engine.territories import Options, SearchParams
from comarca.engine.territories.apportion import apportion
from comarca.engine.territories.components import tasks
from comarca.engine.territories.mend import Effort, around, hand_on, mend_violators
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


def stripes():
    """Eight stripes in a row of twelve squares each, one too many in the first, for the last."""
    problem = grid(24, 4)
    problem = replace(problem, measures={"work": np.ones(96)})
    options = Options(k=8, tolerance={"work": 0.05})
    sub, _ = subproblem(problem, options, next(iter(tasks(problem, apportion(problem, options)))))
    first = np.tile(np.repeat(np.arange(8), 3), 4)
    for t in range(7):
        first[3 * t + 3] = t  # each but the last holds a square of the next: 13, 12, ..., 12, 11
    return problem, Search(sub, SearchParams(), 1, first)


def test_what_a_neighbourhood_has_no_room_for_is_handed_on_to_where_there_is():
    problem, search = stripes()
    clock, rng, effort = Clock(), np.random.default_rng(1), Effort(5000)
    excess = search.evaluator.excess(search.territory)
    near = around(search, 0, search.params.mend.first, 96, rng)
    alone = divided_exactly(search, near, lambda: True)
    assert alone is not None
    assert search.evaluator.excess(alone) >= excess > 0
    for _ in range(20):
        left = hand_on(search, 0, excess, clock, effort, rng)
        if left < excess:
            break
    assert left == search.evaluator.excess(search.territory) == 0
    assert all_whole(search.territory, problem.edges, 8)


@given(st.integers(0, 999))
@settings(max_examples=10, deadline=None)
def test_handing_on_never_leaves_more_broken_than_it_found(seed):
    problem, search = lumps(seed, 0.02)
    before = search.evaluator.score(search.territory)[:2]
    worst = int(np.abs(search.evaluator.deviation(search.territory)[:, 0]).argmax())
    rng = np.random.default_rng(seed)
    left = hand_on(search, worst, before[1], Clock(), Effort(5000), rng)
    assert left == search.evaluator.excess(search.territory) <= before[1]
    assert all_whole(search.territory, problem.edges, 4)


def test_nothing_is_handed_on_once_told_to_stop():
    _, search = lumps(5, 0.01)
    clock, rng = Clock(report=lambda *_: False), np.random.default_rng(1)
    excess = search.evaluator.excess(search.territory)
    assert hand_on(search, 0, excess, clock, Effort(5000), rng) == excess
    assert search.territory.tolist() == search.first.tolist()


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
