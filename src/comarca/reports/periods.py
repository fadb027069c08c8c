"""Half-open periods by name, the one each is compared with, and the steps a period is cut into."""

from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext_lazy as _


class Period(NamedTuple):
    """From a day to (not including) another; None: without an end."""

    start: date | None
    end: date | None


PERIODS = (
    ("", _("All of the time")), ("year", _("This year")), ("last_year", _("Last year")),
    ("quarter", _("This quarter")), ("last_quarter", _("Last quarter")),
    ("month", _("This month")), ("last_month", _("Last month")),
    ("days_30", _("Last 30 days")), ("days_90", _("Last 90 days")),
    ("days_365", _("Last 365 days")), ("days_730", _("Last 730 days")),
)  # fmt: skip
AGAINST = (
    ("", _("Nothing")), ("before", _("The period before")),
    ("year", _("The same period a year ago")),
)  # fmt: skip
STEPS = (("month", _("By month")), ("quarter", _("By quarter")), ("year", _("By year")))
MOST_DAYS = 36_525  # a hundred years
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_of(key: str, day: date) -> Period:
    """Return a period by its name on a day; the last days end with the day itself."""
    kind, _dash, rest = key.partition("_")
    if kind == "days" and rest.isdecimal() and 1 <= int(rest[:6]) <= MOST_DAYS:
        return Period(day - timedelta(days=int(rest[:6]) - 1), day + timedelta(days=1))
    name = rest if kind == "last" else kind
    if name not in MONTHS:
        return Period(None, None)
    start = step_of(name, day)
    length = relativedelta(months=MONTHS[name])
    return Period(start - length, start) if kind == "last" else Period(start, start + length)


def before(period: Period, against: str) -> Period | None:
    """Return the period that another is compared with: of the same length, or a year ago."""
    if period.start is None or period.end is None or not against:
        return None
    if against == "year":
        year = relativedelta(years=1)
        return Period(period.start - year, period.end - year)
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    if period.start.day == period.end.day == 1:  # whole months: as many months before
        return Period(period.start - relativedelta(months=months), period.start)
    return Period(period.start - (period.end - period.start), period.start)


def step_of(step: str, day: date) -> date:
    """Return the first day of the month, quarter or year that a day lies in."""
    months = MONTHS[step]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def step_end(step: str, first: date) -> date:
    """Return the first day after a month, quarter or year."""
    return first + relativedelta(months=MONTHS[step])
