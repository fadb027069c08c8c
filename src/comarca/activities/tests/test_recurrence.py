"""Repeated activities keep their local clock and their rule; reminders are told once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.activities import editing
from comarca.activities.models import Activity
from comarca.activities.recurrence import next_occurrence, occurrences
from comarca.activities.reminders import tell_due
from comarca.activities.tests.conftest import MADRID, at
from comarca.base.events.notifications import Notification


def weekly(**more):
    return Activity(**{"at": at(2026, 3, 23, 10), "repeats": "FREQ=WEEKLY", **more})


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change():
    found = occurrences(weekly(), at(2026, 3, 1), at(2026, 4, 8))
    assert [one.astimezone(MADRID).hour for one in found] == [10, 10, 10]
    assert [one.utcoffset() for one in found] == [timedelta(hours=1)] + [timedelta(hours=2)] * 2


def test_the_clock_is_the_activity_s_own():
    row = weekly(timezone="America/New_York")  # changes its clocks two weeks before
    found = occurrences(row, at(2026, 3, 1), at(2026, 4, 8))
    assert [one.astimezone(MADRID).hour for one in found] == [10, 11, 11]


def test_a_time_that_does_not_exist_comes_an_hour_later():
    row = weekly(at=at(2026, 3, 22, 2, 30))
    assert occurrences(row, at(2026, 3, 29), at(2026, 3, 30)) == [at(2026, 3, 29, 3, 30)]


def test_it_stops_when_it_is_said_to():
    row = weekly(repeats_until=at(2026, 3, 30).date())
    assert len(occurrences(row, at(2026, 1, 1), at(2027, 1, 1))) == 2
    assert next_occurrence(row, at(2026, 3, 30, 10)) is None


@given(
    st.sampled_from(Activity.Repeat.values), st.integers(0, 1200), st.integers(1, 60),
    st.integers(0, 23 * 60),
)  # fmt: skip
def test_windows_side_by_side_hold_what_one_window_holds(rule, start, days, minute):
    row = Activity(at=at(2026, 1, 31) + timedelta(minutes=minute), repeats=rule)
    first = at(2026, 1, 1) + timedelta(days=start)
    middle, last = first + timedelta(days=days / 2), first + timedelta(days=days)
    halves = occurrences(row, first, middle) + occurrences(row, middle, last)
    assert halves == occurrences(row, first, last)
    assert all(first <= one < last and one >= row.at for one in halves)


def test_a_reminder_is_told_once_and_a_repeated_one_each_time(team, account):
    row = editing.create(
        {"title": "Offer", "account": account.pk, "at": editing.now() + timedelta(minutes=9),
         "reminder": 10, "owner": team["owner"].pk}, team["manager"],
    )  # fmt: skip
    again = editing.create(
        {"title": "Stock", "at": editing.now() + timedelta(minutes=9), "reminder": 10,
         "repeats": "FREQ=DAILY", "owner": team["owner"].pk}, team["owner"],
    )  # fmt: skip
    assert (tell_due(), tell_due()) == (2, 0)
    told = Notification.objects.filter(person=team["owner"], kind="activity_reminder")
    assert set(told.values_list("event__object_id", flat=True)) == {row.pk, again.pk}
    again.refresh_from_db()
    assert again.remind_at > editing.now() + timedelta(hours=20)


@pytest.mark.parametrize("state", ["done", "cancelled"])
def test_nobody_is_reminded_of_what_is_over(team, state):
    values = {"title": "Offer", "at": editing.now(), "reminder": 0}
    row = editing.create(values, team["owner"])
    editing.change(row, None, {"state": state}, team["owner"])
    assert tell_due() == 0
