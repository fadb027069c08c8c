"""What stands in the way is told with codes and figures, and so is why each unit moves."""

from dataclasses import replace

import numpy as np
import pytest

from comarca.engine.territories import Options, align

from .maps import grid

FIVE = Options(k=4, tolerance={"work": 0.05}, steps=30_000)


def advice(result):
    return {each.code: each for each in result.advice}


def test_a_feasible_answer_needs_no_advice():
    assert align(grid(10, 10), FIVE).advice == ()


def test_the_unit_that_is_too_heavy_is_named_with_its_limit():
    problem = grid(5, 5)
    problem.measures["work"][7] = 100.0
    found = advice(align(problem, FIVE))
    heavy = found["unit_too_heavy"]
    assert (heavy.unit, heavy.value) == (7, 100.0)
    assert heavy.limit == pytest.approx(problem.measures["work"].sum() / 4 * 1.05)
    assert found["tolerance_reached"].value > 0.05


def test_what_a_unit_that_is_too_heavy_leaves_to_the_others_is_told_by_container():
    problem = replace(grid(6, 6), container=np.repeat([0, 1], 18))
    work = problem.measures["work"]
    work[7] = work[:18].sum()  # more than half of its container
    options = Options(k_by_container=(4, 2), tolerance={"work": 0.05}, steps=30_000)
    told = [each for each in align(problem, options).advice if each.code == "others_starved"]
    assert [each.unit for each in told] == [7]
    left = (work[:18].sum() - work[7]) / 3
    assert told[0].value == pytest.approx(left / (work[:18].sum() / 4))
    assert told[0].limit == 0.95


def test_a_unit_that_leaves_enough_to_the_others_is_not_blamed_for_it():
    problem = grid(10, 10)
    work = problem.measures["work"]
    work[7] = (
        1.08 * (work.sum() - work[7]) / 2.92
    )  # 8 % above a third, and 4 % below for the others
    found = advice(align(problem, replace(FIVE, k=3)))
    assert "others_starved" not in found


def test_a_unit_rich_in_one_measure_alone_is_named_with_what_its_territory_holds_at_least():
    problem = grid(5, 5)
    work = problem.measures["work"]
    potential = work.copy()
    potential[7] = 0.22 * potential.sum()
    two = Options(k=4, tolerance={"work": 0.05, "potential": 0.05}, steps=30_000)
    result = align(replace(problem, measures={"work": work, "potential": potential}), two)
    told = advice(result)["unit_lopsided"]
    assert (told.unit, told.measure, told.limit) == (7, "potential", 1.05)
    own = int(result.territory[7])
    if result.deviation["work"][own] >= -0.05:
        assert result.deviation["potential"][own] + 1 >= told.value > 1.05


def test_the_tolerance_that_would_do_does():
    problem = grid(5, 5)
    problem.measures["work"][7] = 60.0
    reached = advice(align(problem, FIVE))["tolerance_reached"].value
    wide = Options(k=4, tolerance={"work": reached + 1e-6}, steps=30_000)
    assert align(problem, wide).feasible


def test_locks_that_nothing_joins_are_told():
    locks = np.full(25, -1)
    locks[[0, 4]] = 0
    locks[[2, 7, 12, 17, 22]] = 1
    found = advice(align(grid(5, 5, locks=locks), Options(k=2, tolerance={"work": 0.4})))
    assert found["locks_apart"].territory == 0
    assert found["locks_apart"].value == 2


def test_every_unit_that_moves_has_one_reason():
    today = np.tile(np.repeat([0, 1], [9, 3]), 12)
    result = align(grid(12, 12, current=today), Options(k=2, tolerance={"work": 0.05}))
    moved = np.flatnonzero(result.territory != today)
    assert [reason.unit for reason in result.reasons] == moved.tolist()
    assert {reason.code for reason in result.reasons} <= {"relieves", "fills", "nearer", "joins"}
    assert any(reason.code == "relieves" and reason.measure == "work" for reason in result.reasons)


def test_a_lock_that_pushes_a_unit_is_its_reason():
    today, locks = np.repeat([0, 1], 18), np.full(36, -1)
    locks[17] = 1
    result = align(grid(6, 6, current=today, locks=locks), Options(k=2, tolerance={"work": 0.2}))
    assert [r.code for r in result.reasons if r.unit == 17] == ["locked"]
