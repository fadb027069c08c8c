"""What a company chooses from besides countries and currencies: languages, zones, weekdays."""

from zoneinfo import available_timezones

from django.utils.dates import WEEKDAYS

LANGUAGES = (("es", "Español"), ("en", "English"))


def timezones() -> list[tuple[str, str]]:
    """Return the time zones that are called after a city."""
    zones = sorted(z for z in available_timezones() if "/" in z and not z.startswith("Etc/"))
    return [(zone, zone.replace("_", " ")) for zone in zones]


def days() -> list[tuple[int, str]]:
    """Return the days of the week from Monday."""
    return [(number, str(name).capitalize()) for number, name in sorted(WEEKDAYS.items())]
