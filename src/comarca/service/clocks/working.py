"""Working time between two moments, and the moment at which an amount of it has passed.

All spans are half-open. Hours are those of a place's own clock: on the day that summer begins a
desk open from 00:00 to 24:00 works 23 hours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from comarca.service.clocks.week import DAY, Week

NOTHING = timedelta(0)
MOST_DAYS = 366 * 5  # further ahead no time limit lies; a calendar of holidays alone ends here


class NeverDue(ValueError):
    """So much working time does not come within five years."""


def no_holidays(year: int) -> frozenset[date]:
    """Return that no day is a holiday."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The hours of a week on the clock of a zone, without holidays.

    ``holidays`` returns the days off of a year.
    """

    week: Week
    zone: ZoneInfo
    holidays: Callable[[int], frozenset[date]] = no_holidays

    def spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the working spans after a moment in UTC, the first one cut to it."""
        day = start.astimezone(self.zone).date() - timedelta(days=1)
        for _step in range(MOST_DAYS):
            for begins, ends in self._of_day(day):
                if ends > start:
                    yield max(begins, start), ends
            day += timedelta(days=1)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from a moment to (not including) another; none backwards."""
        total = NOTHING
        if end <= start:
            return total
        for begins, ends in self.spans(start.astimezone(UTC)):
            if begins >= end:
                break
            total += min(ends, end) - begins
        return total

    def after(self, start: datetime, amount: timedelta) -> datetime:
        """Return the first moment by which an amount of working time has passed.

        Raises
        ------
        NeverDue
            If it does not come within five years.
        """
        left = max(amount, NOTHING)
        if not left:
            return start.astimezone(UTC)
        for begins, ends in self.spans(start.astimezone(UTC)):
            if ends - begins >= left:
                return begins + left
            left -= ends - begins
        raise NeverDue

    def _of_day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        if day in self.holidays(day.year):
            return
        for first, last in self.week[day.weekday()]:
            begins, ends = self._moment(day, first), self._moment(day, last)
            if begins < ends:  # an hour that the clock leaves out is no working time
                yield begins, ends

    def _moment(self, day: date, minute: int) -> datetime:
        """Return a minute of a day on the zone's clock as a moment in UTC."""
        if minute == DAY:
            day, minute = day + timedelta(days=1), 0
        local = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
        return local.astimezone(UTC)
