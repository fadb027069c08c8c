"""Which days a plan has, and which of them are holidays in a region."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache

from comarca.engine.visits.files.fields import Field


@dataclass(frozen=True)
class Calendar:
    """The days of a plan: ``days`` from ``starts``; weekends are part of it."""

    starts: dt.date
    days: int
    country: str | None = None

    def date(self, day: int) -> dt.date:
        """Return the date of a day."""
        return self.starts + dt.timedelta(days=day)

    def day(self, date: dt.date) -> int | None:
        """Return the number of a date, or None outside the plan."""
        number = (date - self.starts).days
        return number if 0 <= number < self.days else None

    def within(self, field: Field) -> int:
        """Return the day of a field's date; refuse one outside the plan."""
        number = self.day(field.date())
        if number is None:
            last = self.date(self.days - 1)
            raise field.bad(f"is outside the plan ({self.starts} to {last}); leave it out.")
        return number

    @cached_property
    def weekdays(self) -> list[int]:
        """Return the weekday of each day, 0 for Monday."""
        return [self.date(day).weekday() for day in range(self.days)]

    def holidays(self, region: str | None, field: Field) -> frozenset[int]:
        """Return the days that are public holidays in a region of the plan's country."""
        if self.country is None:
            raise field.bad('needs the country: add "holidays": {"country": "ES"} to the file.')
        years = tuple(range(self.starts.year, self.date(self.days).year + 1))
        dates = holiday_dates(self.country, region, years)
        if dates is None:
            raise field.bad(
                f"is {region!r}, which is no region of {self.country} "
                f"({', '.join(regions(self.country))})."
            )
        found = (self.day(date) for date in dates)
        return frozenset(day for day in found if day is not None)


def regions(country: str) -> tuple[str, ...]:
    """Return the codes of a country's regions."""
    import holidays

    return tuple(holidays.list_supported_countries().get(country, ()))


@lru_cache(maxsize=256)
def holiday_dates(
    country: str, region: str | None, years: tuple[int, ...]
) -> tuple[dt.date, ...] | None:
    """Return the public holidays of a region, or None where the library knows no such place."""
    import holidays

    try:
        return tuple(holidays.country_holidays(country, subdiv=region, years=years))
    except NotImplementedError:
        return None


def read_calendar(root: Field) -> Calendar:
    """Read ``starts``, ``weeks`` and the country of ``holidays``."""
    starts = root.need("starts").date()
    weeks = root.need("weeks").whole(1, 8)
    if starts.year >= dt.MAXYEAR:
        raise root.need("starts").bad("lies beyond the last year of the calendar.")
    country = root.get("holidays")
    if country is None:
        return Calendar(starts, weeks * 7)
    code = country.table("country").need("country")
    if holiday_dates(code.text().upper(), None, (starts.year,)) is None:
        raise code.bad("is no country we know holidays of; write a code such as ES or FR.")
    return Calendar(starts, weeks * 7, code.text().upper())
