"""Planning again after a change."""

from dataclasses import replace

import numpy as np
import pytest

from comarca.engine.visits import Options, plan
from comarca.engine.visits.check import check
from comarca.engine.visits.replan import QUICK, difference, replan, without_hours
from comarca.engine.visits.tests.cases import plain

STEPS = Options(steps=600, time_limit=None)
AGAIN = replace(QUICK, steps=300, time_limit=None)


@pytest.fixture(scope="module")
def week():
    return plain(np.random.default_rng(5), accounts=24, days=5, minutes=45.0)


@pytest.fixture(scope="module")
def known(week):
    return plan(week, STEPS)


def test_a_cancelled_morning_moves_little_else(week, known):
    changed = without_hours(week, 0, 1, 0.0, 720.0)
    again = replan(changed, known.visits, options=AGAIN)
    hit = {one.account for one in known.visits if one.day == 1}
    untouched = tuple(one for one in known.visits if one.account not in hit)
    assert difference(untouched, again.visits).share_kept >= 0.9
    assert all(one.start >= 720 for one in again.visits if one.day == 1)
    assert again.complete


def test_what_is_done_stays_to_the_minute(week, known):
    again = replan(week, known.visits, now=(2, 600.0), options=AGAIN)
    done = {(v.account, v.day, v.start) for v in known.visits if (v.day, v.start) < (2, 600.0)}
    assert done <= {(v.account, v.day, v.start) for v in again.visits}


def test_nothing_changed_changes_nothing(week, known):
    again = replan(week, known.visits, options=AGAIN)
    assert difference(known.visits, again.visits).share_kept == 1.0


def test_a_free_day_is_taken_off(week, known):
    changed = without_hours(week, 0, 3, 0.0, 1440.0)
    assert np.isnan(changed.people.opens[0, 3])
    again = replan(changed, known.visits, options=AGAIN)
    assert not any(one.day == 3 for one in again.visits)


def test_an_absence_at_noon_becomes_a_break(week):
    changed = without_hours(week, 0, 2, 660.0, 780.0)
    result = plan(changed, STEPS)
    assert check(changed, result) == []
    assert not any(one.day == 2 and one.start < 780 and one.end > 660 for one in result.visits)


def test_differences_are_told_apart():
    from comarca.engine.visits import PlannedVisit

    def visits(*pairs):
        return tuple(PlannedVisit(a, 0, d, 0.0, 1.0) for a, d in pairs)

    told = difference(visits((1, 0), (2, 0), (3, 0)), visits((1, 0), (2, 4), (4, 1)))
    assert told.kept == {(1, 0)}
    assert told.moved == {(2, 0)}
    assert told.dropped == {(3, 0)}
    assert told.added == {(4, 1)}
