"""Read the people of a week: homes, hours, breaks, absences, nights away, skills."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from comarca.engine.visits.files.calendar import Calendar
from comarca.engine.visits.files.fields import Field
from comarca.engine.visits.files.hours import Spans, week, weekdays

Place = tuple[float, float]
KEYS = (
    "id", "name", "home", "end", "region", "hours", "breaks", "most_hours", "absences", "nights",
    "skills",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One person: for each day the hours (None: off) and the breaks within them."""

    id: str
    name: str
    home: Place
    end: Place
    hours: tuple[tuple[float, float] | None, ...]
    breaks: tuple[tuple[int, float, float, float], ...]
    most_work: float
    nights: int
    skills: frozenset[str]


def place(field: Field) -> Place:
    """Read ``{"lon": -3.7, "lat": 40.4}``."""
    field.table("lon", "lat")
    return field.need("lon").number(-180, 180), field.need("lat").number(-90, 90)


def read_person(field: Field, calendar: Calendar) -> Person:
    """Read one of ``people``."""
    field.table(*KEYS)
    home = place(field.need("home"))
    end = field.get("end")
    off: frozenset[int] = frozenset()
    region = field.get("region")
    if region is not None:
        off = calendar.holidays(region.text(), region)
    hours, breaks = _days(field, calendar, off)
    limit = field.get("most_hours")
    nights = field.get("nights")
    name = field.get("name")
    return Person(
        id=field.need("id").text(),
        name=name.text() if name else field.need("id").text(),
        home=home,
        end=place(end) if end else home,
        hours=tuple(hours),
        breaks=tuple(sorted(breaks)),
        most_work=60 * limit.number(0, 24) if limit else 24 * 60.0,
        nights=nights.whole(0, 40) if nights else 0,
        skills=frozenset(one.text() for one in field.each("skills")),
    )


def _days(
    field: Field, calendar: Calendar, off: frozenset[int]
) -> tuple[list[tuple[float, float] | None], list[tuple[int, float, float, float]]]:
    usual = week(field.need("hours"))
    pauses = [_pause(one) for one in field.each("breaks")]
    absences = [_absence(one) for one in field.each("absences")]
    hours: list[tuple[float, float] | None] = []
    breaks: list[tuple[int, float, float, float]] = []
    for day, weekday in enumerate(calendar.weekdays):
        spans = [] if day in off else usual[weekday]
        left = _without(spans, _away(calendar.date(day), absences))
        if not left:
            hours.append(None)
            continue
        opens, closes = left[0][0], left[-1][1]
        hours.append((opens, closes))
        # Time between two spans is a break at a fixed time, taken wherever the person is.
        own = [
            (day, before[1], before[1], after[0] - before[1]) for before, after in pairwise(left)
        ]
        for days, begins, latest, long in pauses:
            if weekday in days and begins + long <= closes and latest >= opens:
                own.append((day, max(begins, opens), latest, long))
        breaks += own
    return hours, breaks


def _pause(field: Field) -> tuple[list[int], float, float, float]:
    field.table("days", "from", "to", "minutes")
    begins, ends = field.need("from").clock(), field.need("to").clock()
    long = field.need("minutes").number(1, 600)
    if begins + long > ends:
        raise field.need("minutes").bad(f"do not fit between {field.value['from']} and the end.")
    days = field.get("days")
    return (weekdays(days) if days else list(range(7))), begins, ends - long, long


def _absence(field: Field) -> tuple[dt.datetime, dt.datetime]:
    field.table("from", "to", "reason")
    begins, ends = field.need("from").moment(), field.need("to").moment()
    if ends <= begins:
        raise field.need("to").bad("must be later than from; the day named in to is worked again.")
    return begins, ends


def _away(date: dt.date, absences: list[tuple[dt.datetime, dt.datetime]]) -> Spans:
    """Return the minutes of a date that absences take."""
    midnight = dt.datetime.combine(date, dt.time())
    spans = []
    for begins, ends in absences:
        a = max(0.0, (begins - midnight).total_seconds() / 60)
        b = min(24 * 60.0, (ends - midnight).total_seconds() / 60)
        if a < b:
            spans.append((a, b))
    return spans


def _without(spans: Spans, away: Spans) -> Spans:
    """Take absences out of working hours."""
    left = list(spans)
    for begins, ends in away:
        rest: Spans = []
        for a, b in left:
            rest += [(a, min(b, begins))] if a < begins else []
            rest += [(max(a, ends), b)] if b > ends else []
        left = rest
    return left
