"""Working time: monotone, additive, and exact where a clock changes, by properties."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comarca.service.clocks.holidays import holidays_of, knows
from comarca.service.clocks.week import parse_week
from comarca.service.clocks.working import NeverDue, WorkingCalendar

ZONES = (
    "Europe/Madrid",
    "America/New_York",
    "Atlantic/Canary",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
)
WEEKS = ("Mo-Fr 09:00-18:00", "Mo-Fr 09:00-14:00,16:00-19:00; Sa 10:00-13:00", "Mo-Su 00:00-24:00",
         "L-V 08:30-15:00", "Sa-Mo 22:00-24:00; Tu 00:00-03:30")  # fmt: skip
OFF = frozenset({date(2026, 12, 25), date(2026, 3, 30), date(2026, 7, 6)})

calendars = st.builds(
    lambda week, zone, off: WorkingCalendar(
        parse_week(week), ZoneInfo(zone), (lambda year: OFF) if off else lambda year: frozenset()
    ),
    st.sampled_from(WEEKS), st.sampled_from(ZONES), st.booleans(),
)  # fmt: skip
year = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 365 * 86400).map(lambda n: year + timedelta(seconds=n))
amounts = st.integers(0, 60 * 3600).map(lambda n: timedelta(seconds=n))
few = settings(max_examples=40)


@few
@given(calendars, moments, moments, moments)
def test_working_time_adds_up_and_never_runs_backwards(calendar, a, b, c):
    a, b, c = sorted((a, b, c))
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert timedelta(0) <= calendar.between(a, b) <= b - a
    assert calendar.between(c, a) == timedelta(0) or a == c


@few
@given(calendars, moments, amounts)
def test_after_is_the_first_moment_by_which_the_time_has_passed(calendar, start, amount):
    due = calendar.after(start, amount)
    assert calendar.between(start, due) == amount
    if amount:
        assert calendar.between(start, due - timedelta(seconds=1)) < amount


@few
@given(calendars, moments, amounts, amounts)
def test_more_time_is_never_due_sooner(calendar, start, amount, more):
    assert calendar.after(start, amount) <= calendar.after(start, amount + more)
    # In two goes it comes to the same: what is left of a limit goes on where it stood.
    half = calendar.after(start, amount)
    assert calendar.after(half, more) == calendar.after(start, amount + more) or not more


@few
@given(calendars, moments, moments, amounts)
def test_a_pause_adds_exactly_its_working_time(calendar, opened, pause, length):
    assume(pause >= opened)
    limit = timedelta(hours=8)
    resumed = pause + length
    paused = calendar.between(pause, resumed)
    before, after = calendar.after(opened, limit), calendar.after(opened, limit + paused)
    assert calendar.between(opened, after) - calendar.between(opened, before) == paused
    if before > pause:  # what was left when it stopped is what is left when it goes on
        assert calendar.between(resumed, after) == calendar.between(pause, before)


@few
@given(calendars, moments, moments)
def test_a_later_opening_is_never_due_sooner(calendar, a, b):
    first, second = sorted((a, b))
    limit = timedelta(hours=5)
    assert calendar.after(first, limit) <= calendar.after(second, limit)


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25)])
def test_a_whole_day_lasts_what_its_clock_lasts(day, hours):
    calendar = WorkingCalendar(parse_week("Mo-Su 00:00-24:00"), ZoneInfo("Europe/Madrid"))
    start = datetime(*day, tzinfo=ZoneInfo("Europe/Madrid"))
    assert calendar.between(start, start + timedelta(days=1)) == timedelta(hours=hours)
    night = WorkingCalendar(parse_week("Su 02:00-03:00"), ZoneInfo("Europe/Madrid"))
    left_out = night.between(start, start + timedelta(days=1))
    assert left_out == timedelta(hours=hours - 23)  # the hour that does not exist, or comes twice


def test_holidays_of_the_region_count():
    madrid = WorkingCalendar(parse_week("Mo-Fr 09:00-18:00"), ZoneInfo("Europe/Madrid"),
                             holidays_of("ES", "MD"))  # fmt: skip
    saturday = datetime(2026, 5, 1, 12, tzinfo=ZoneInfo("Europe/Madrid"))  # Labour Day, a Friday
    due = madrid.after(saturday, timedelta(hours=1)).astimezone(ZoneInfo("Europe/Madrid"))
    assert (due.month, due.day, due.hour) == (5, 4, 10)
    assert (knows("ES", "MD"), knows("ES", "ZZ"), knows("XX", "")) == (True, False, False)
    assert holidays_of("XX", "")(2026) == frozenset()


def test_what_never_comes_is_said():
    closed = WorkingCalendar(parse_week("Mo 09:00-10:00"), ZoneInfo("UTC"))
    with pytest.raises(NeverDue):
        closed.after(datetime(2026, 1, 1, tzinfo=UTC), timedelta(hours=3000))


@pytest.mark.parametrize(
    ("text", "named"),
    [("", "at least one hour"), ("Mo-Fr", "no hours"), ("Foo 09:00-10:00", "“foo” is no day"),
     ("Mo 18:00-09:00", "18:00-09:00"), ("Mo 09:00-25:00", "09:00-25:00"),
     ("Mo 09:00-14:00,13:00-15:00", "overlap"), ("Mo 9-14", "9-14"), ("Mo 09:70-10:00", "09:70")],
)  # fmt: skip
def test_hours_that_cannot_be_read_are_named(text, named):
    with pytest.raises(ValidationError, match=named):
        parse_week(text)


def test_hours_are_read_in_both_languages():
    assert parse_week("L-V 9:00-14:00") == parse_week("Mo-Fr 09:00-14:00")
    assert parse_week("Sa-Mo 10:00-11:00")[0] == parse_week("X 10:00-11:00")[2]
