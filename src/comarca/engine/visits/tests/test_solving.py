"""Planning through its one entry, on weeks small enough to reason about."""

import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest

from comarca.engine.visits import (
    Accounts,
    Appointment,
    Charges,
    InvalidWeek,
    Options,
    People,
    PlannedVisit,
    Problem,
    plan,
)
from comarca.engine.visits.check import check
from comarca.engine.visits.kernel.data import SPAN
from comarca.engine.visits.kernel.places import wait_for
from comarca.engine.visits.replan import nights_of
from comarca.engine.visits.tests.cases import plain

STEPS = Options(steps=400, time_limit=None)


def week(**accounts):
    posed = plain(np.random.default_rng(1))
    return replace(posed, accounts=replace(posed.accounts, **accounts))


def test_every_account_is_visited_once():
    result = plan(week(), STEPS)
    assert sorted(one.account for one in result.visits) == list(range(6))
    assert result.complete
    assert result.left_out == ()


def test_visits_of_a_cycle_keep_their_gaps():
    posed = plain(np.random.default_rng(2), accounts=4, days=14, visits=2)
    result = plan(posed, STEPS)
    for account in range(4):
        first, second = sorted(one.day for one in result.visits if one.account == account)
        assert 5 <= second - first <= 9


def test_a_visit_happens_inside_an_opening_window():
    windows = np.array([(a, 2, 600.0, 700.0) for a in range(6)])
    result = plan(week(windows=windows, minutes=np.full(6, 15.0)), STEPS)
    assert result.visits
    assert all(one.day == 2 and 600 <= one.start <= 685 for one in result.visits)


def test_a_closed_account_says_so():
    windows = np.array([(a, 0, 500.0, 900.0) for a in range(5)])
    result = plan(week(windows=windows), STEPS)
    assert [(one.account, one.reason) for one in result.left_out if one.account == 5] == [
        (5, "closed")
    ]


def test_a_visit_longer_than_any_opening_says_so():
    windows = np.array(
        [(a, d, 600.0, 630.0 if a == 3 else 700.0) for a in range(6) for d in range(5)]
    )
    result = plan(week(windows=windows), STEPS)
    reasons = {one.account: one.reason for one in result.left_out}
    assert reasons == {3: "visit_longer_than_opening"}


def test_nobody_allowed_says_so():
    allowed = np.ones((6, 1), bool)
    allowed[2] = False
    reasons = {one.account: one.reason for one in plan(week(allowed=allowed), STEPS).left_out}
    assert reasons == {2: "nobody_allowed"}


def test_a_full_week_says_what_would_make_room():
    posed = plain(np.random.default_rng(3), accounts=9, days=1)
    result = plan(posed, STEPS)
    assert {one.reason for one in result.left_out} == {"no_room"}
    assert all(one.remedies[0][0] == "longer_day" for one in result.left_out)
    minutes = result.left_out[0].remedies[0][1]["minutes"]
    longer = replace(posed, people=replace(posed.people, closes=posed.people.closes + minutes))
    assert len(plan(longer, STEPS).visits) > len(result.visits)


def test_an_appointment_never_moves_and_counts_as_the_accounts_visit():
    posed = replace(week(), appointments=(Appointment(0, 3, 700.0, 40.0, 2, account=1),))
    result = plan(posed, STEPS)
    kept = [one for one in result.visits if one.appointment == 0]
    assert [(one.day, one.start, one.end) for one in kept] == [(3, 700.0, 740.0)]
    assert sum(one.account == 1 for one in result.visits) == 1


def test_an_appointment_out_of_reach_is_reported():
    early = (Appointment(0, 3, 10.0, 40.0, 2, account=1),)
    result = plan(replace(week(), appointments=early), STEPS)
    assert [one.reason for one in result.left_out] == ["appointment_out_of_reach"]
    assert not result.complete


def test_optional_visits_yield_to_required_ones():
    posed = plain(np.random.default_rng(3), accounts=9, days=1)
    required = np.arange(9) >= 3
    accounts = replace(posed.accounts, required=required, value=np.full(9, 500.0))
    result = plan(replace(posed, accounts=accounts), STEPS)
    assert not any(one.required for one in result.left_out)


def test_a_published_day_is_kept_where_moving_gains_little():
    first = plan(week(), STEPS)
    again = plan(replace(week(), published=first.visits), replace(STEPS, seed=9))
    assert {(v.account, v.day) for v in first.visits} == {(v.account, v.day) for v in again.visits}
    assert again.cost["changes"] == 0


def test_the_same_steps_give_the_same_plan():
    assert plan(week(), STEPS).days == plan(week(), STEPS).days


def test_cancelling_keeps_the_best_plan_so_far():
    result = plan(week(), STEPS, report=lambda share, message: False)
    assert result.stopped == "cancelled"
    assert len(result.visits) == 6


def test_breaks_are_taken_between_visits():
    posed = week(minutes=np.full(6, 75.0))
    breaks = np.array([(0, d, 720.0, 780.0, 60.0) for d in range(5)])
    posed = replace(posed, people=replace(posed.people, breaks=breaks))
    result = plan(posed, STEPS)
    assert check(posed, result) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"minutes": np.array([1, 1, 1, -1, 1, 1.0])}, "accounts.minutes[3]"),
        ({"visits": np.array([1, 1, 1, 1, -2, 1])}, "accounts.visits[4]"),
        ({"place": np.array([1, 2, 99, 4, 5, 6])}, "accounts.place[2]"),
        ({"windows": np.array([(0, 9, 0, 1.0)])}, "accounts.windows[0]"),
        ({"windows": np.array([(0, 1, 9, 1.0)])}, "accounts.windows[0]"),
        ({"patterns": (((0, 0),),) + ((),) * 5}, "accounts.patterns[0][0]"),
        ({"value": np.zeros(2)}, "accounts.value"),
    ],
)
def test_a_wrong_array_is_refused_with_its_index(change, where):
    with pytest.raises(InvalidWeek) as error:
        plan(week(**change), STEPS)
    assert error.value.where == where


def test_nothing_to_plan_is_an_empty_plan():
    posed = plain(np.random.default_rng(1), accounts=0)
    empty = Accounts(np.zeros(0, int), np.zeros(0, int), np.zeros(0))
    assert plan(replace(posed, accounts=empty), STEPS).visits == ()


def test_days_fill_evenly_unless_that_is_worth_nothing():
    posed = plain(np.random.default_rng(8), accounts=16, days=5, minutes=40.0)

    def work(level):
        charges = Charges(level=level)
        result = plan(posed, replace(STEPS, steps=3000, charges=charges))
        assert check(posed, result) == []
        return sorted(day.driving + day.visiting for day in result.days)

    packed, even = work(0.0), work(3.0)
    assert even[-1] - even[0] < 0.5 * (packed[-1] - packed[0])
    assert even[0] > 0


def test_a_night_of_the_published_plan_stays():
    table = np.full((4, 4), 90.0) - 90.0 * np.eye(4)
    table[2:, 2:] = 10.0 * (1 - np.eye(2))
    homes = np.array([0])
    people = People(
        homes, homes, np.full((1, 2), 480.0), np.full((1, 2), 900.0), nights=np.array([1]),
        beds=np.array([3]),
    )  # fmt: skip
    accounts = Accounts(np.array([2, 3]), np.array([1, 1]), np.array([200.0, 200.0]))
    known = (PlannedVisit(0, 0, 0, 570.0, 770.0), PlannedVisit(1, 0, 1, 480.0, 680.0))
    posed = Problem(table, table, np.arange(2), people, accounts, published=known)
    start = Options(steps=0, time_limit=None)
    assert {d.end_place for d in plan(posed, start).days} == {0}
    kept = plan(replace(posed, slept=((0, 0, 3),)), start)
    assert nights_of(posed, kept) == ((0, 0, 3),)
    assert check(posed, kept) == []


def test_a_night_that_nobody_could_spend_is_refused():
    with pytest.raises(InvalidWeek, match=r"slept\[0\]"):
        plan(replace(week(), slept=((0, 4, 1),)), STEPS)


def test_a_time_limit_counts_the_work_done_and_not_the_time_waited():
    plan(week(), STEPS)  # compiled before anything is counted
    waited = [0]

    def wait(share: float, message: str) -> bool:
        waited[0] += 1
        subprocess.run([sys.executable, "-S", "-c", ""], check=True)  # takes time, none of it ours
        return True

    begun = time.thread_time()
    result = plan(week(), Options(time_limit=0.2), wait)
    assert result.stopped == "time"
    assert 0.2 <= result.seconds <= time.thread_time() - begun
    assert waited[0] >= 3


@pytest.mark.parametrize(
    ("arrival", "wait"), [(500.0, 40.0), (560.0, 0.0), (620.0, 280.0), (900.0, 0.0), (950.0, 0.0)]
)
def test_the_wait_until_a_visit_can_begin(arrival, wait):
    spans = np.zeros(3, SPAN)
    spans["begins"], spans["ends"] = [0, 540, 900], [100, 600, 930]  # the first is another's
    assert wait_for(arrival, spans, 1, 3) == wait
