"""The part of time that a calendar shows: a day, a week, a month, or the next thirty days."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from comarca.activities.forms import first_moment
from comarca.base.dates import today

VIEWS = {"day": _("Day"), "week": _("Week"), "month": _("Month"), "agenda": _("Agenda")}
AGENDA = timedelta(days=30)
FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Window:
    """From the day ``start`` to (not including) the day ``end``, around ``day``."""

    view: str
    day: date
    start: date
    end: date

    @classmethod
    def of(cls, view: str, said: str) -> "Window":
        """Return the window that an address names; what makes no sense is this week."""
        try:
            day = parse_date(said) or today()
        except ValueError:
            day = today()
        day = min(max(day, FIRST), LAST)
        if view == "day":
            return cls(view, day, day, day + timedelta(days=1))
        if view == "agenda":
            return cls(view, day, day, day + AGENDA)
        if view == "month":
            weeks = Calendar().monthdatescalendar(day.year, day.month)
            return cls(view, day, weeks[0][0], weeks[-1][-1] + timedelta(days=1))
        monday = day - timedelta(days=day.weekday())
        return cls("week", day, monday, monday + timedelta(days=7))

    @property
    def days(self) -> list[date]:
        """Return every day shown."""
        return [self.start + timedelta(days=n) for n in range((self.end - self.start).days)]

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Return the first moment and the moment after the last, on the company's clock."""
        return first_moment(self.start), first_moment(self.end)

    @property
    def before(self) -> date:
        """Return a day of the window before."""
        if self.view == "month":
            return self.day.replace(day=1) - timedelta(days=1)
        return self.day - (self.end - self.start)

    @property
    def after(self) -> date:
        """Return a day of the window after."""
        if self.view == "month":
            return (self.day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return self.day + (self.end - self.start)

    @property
    def title(self) -> str:
        """Return what the window is called."""
        if self.view == "month":
            return date_format(self.day, "YEAR_MONTH_FORMAT")
        if self.view == "day":
            return date_format(self.day, "DATE_FORMAT")
        last = self.end - timedelta(days=1)
        return " – ".join(date_format(day, "SHORT_DATE_FORMAT") for day in (self.start, last))
