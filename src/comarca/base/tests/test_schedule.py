from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from comarca.base.schedule import UnknownRepeat, next_run

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, MOMENTS, st.sampled_from(["daily", "weekly", "every 15 minutes"]))
def test_the_next_run_is_ahead_and_no_further_than_one_step(last, now, repeat):
    step = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}.get(
        repeat, timedelta(minutes=15)
    )
    due = next_run(repeat, last, now)
    assert due > max(last, now) or due > now
    hour = timedelta(hours=1)  # a day is up to 25 hours long when the clocks change
    assert due - max(last, now) <= step + hour


@given(MOMENTS, MOMENTS, st.sampled_from(["daily", "weekly"]))
def test_days_keep_their_time_on_the_clock(last, now, repeat):
    with timezone.override("Europe/Madrid"):
        due = next_run(repeat, last, now)
        was, will = timezone.localtime(last), timezone.localtime(due)
    gap = was.hour == will.hour and was.minute == will.minute
    # Between two and three at night in March there is no such time; it becomes an hour later.
    assert gap or will.hour - was.hour in {1, -1}
    if repeat == "weekly":
        assert was.weekday() == will.weekday()


def test_at_three_stays_at_three_when_the_clocks_change():
    with timezone.override("Europe/Madrid"):
        saturday = timezone.make_aware(datetime(2026, 10, 24, 3))  # noqa: DTZ001
        due = timezone.localtime(next_run("daily", saturday, saturday))
    assert (due.day, due.hour) == (25, 3)
    assert due - saturday == timedelta(hours=25) or due.utcoffset() != saturday.utcoffset()


def test_missed_runs_are_not_made_up():
    last = datetime(2026, 1, 1, 3, tzinfo=UTC)
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert next_run("every 15 minutes", last, now) == datetime(2026, 3, 1, 12, 15, tzinfo=UTC)


@pytest.mark.parametrize("repeat", ["", "hourly", "every 0 minutes", "every -5 minutes"])
def test_an_unknown_repetition_is_an_error(repeat):
    with pytest.raises(UnknownRepeat):
        next_run(repeat, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
