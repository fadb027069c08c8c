"""Working hours as people write them: ``Mo-Fr 09:00-14:00,16:00-19:00; Sa 10:00-13:00``.

The notation is the one of OpenStreetMap's opening hours, of which the part that a service desk
needs is read; days may be said in English (Mo Tu We Th Fr Sa Su) or in Spanish (L M X J V S D).
"""

import re
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DAY = 24 * 60
DAYS = {
    "mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6,
    "l": 0, "m": 1, "x": 2, "j": 3, "v": 4, "s": 5, "d": 6,
}  # fmt: skip
HOURS = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
Span = tuple[int, int]  # minutes of the day, from the first to (not including) the second
Week = tuple[tuple[Span, ...], ...]  # seven days, Monday first

OFFICE = "Mo-Fr 09:00-18:00"


def parse_week(text: str) -> Week:
    """Return the hours of each day of the week, in order and apart from each other.

    Raises
    ------
    ValidationError
        If a part cannot be read, spans overlap, or there is no hour at all; the message names it.
    """
    days: list[list[Span]] = [[] for _day in range(7)]
    for part in filter(None, (one.strip() for one in text.split(";"))):
        names, _space, hours = part.partition(" ")
        named = _days(names)
        spans = [_span(one.strip() or part) for one in hours.split(",")]
        for day in named:
            days[day] += spans
    if not any(days):
        raise ValidationError(_("Say at least one hour, such as “Mo-Fr 09:00-18:00”."))
    return tuple(_apart(sorted(spans)) for spans in days)


def check_week(text: str) -> None:
    """Hold a text to what ``parse_week`` can read."""
    parse_week(text)


def _days(names: str) -> list[int]:
    """Return the days of ``Mo-Fr`` or ``Mo,We``; a span may go over Sunday."""
    found: list[int] = []
    for name in names.lower().split(","):
        first, dash, last = name.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            raise ValidationError(_("“%s” is no day: use Mo Tu We Th Fr Sa Su.") % name[:40])
        length = (DAYS[last] - DAYS[first]) % 7 if dash else 0
        found += [(DAYS[first] + step) % 7 for step in range(length + 1)]
    return found


def _span(text: str) -> Span:
    """Return one span of hours; 24:00 is the end of the day."""
    found = HOURS.fullmatch(text)
    if found:
        first = int(found[1]) * 60 + int(found[2])
        last = int(found[3]) * 60 + int(found[4])
        if first < last <= DAY and int(found[2]) < 60 and int(found[4]) < 60:
            return first, last
    raise ValidationError(_("“%s” are no hours: write them as 09:00-14:00.") % text[:40])


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans of a day if none begins before the one before has ended."""
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            raise ValidationError(_("Hours of one day overlap."))
    return tuple(spans)
