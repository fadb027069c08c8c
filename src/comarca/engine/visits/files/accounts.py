"""Read the accounts of a week: cycle, length, opening hours, owners, value."""

from dataclasses import dataclass

from comarca.engine.visits.files.calendar import Calendar
from comarca.engine.visits.files.fields import Field
from comarca.engine.visits.files.hours import Week, week, weekdays
from comarca.engine.visits.files.people import Place

KEYS = (
    "id", "name", "class", "lon", "lat", "region", "minutes", "cycle", "open", "closed", "prefer",
    "weekdays", "people", "needs", "optional", "value", "last_visit", "one_person",
)  # fmt: skip
ALL_DAY: Week = [[(0.0, 24 * 60.0)] for _ in range(7)]


@dataclass(frozen=True)
class Account:
    """One account: how many visits the plan owes it, between which days and when it is open."""

    id: str
    name: str
    kind: str
    place: Place
    minutes: float
    visits: int
    gap: tuple[int, int, float]
    first_day: int
    last_day: int
    open: tuple[tuple[int, float, float], ...]
    prefer: tuple[tuple[int, float, float], ...]
    people: tuple[str, ...] | None
    needs: frozenset[str]
    required: bool
    value: float
    one_person: bool


def read_account(field: Field, calendar: Calendar) -> Account:
    """Read one of ``accounts``."""
    field.table(*KEYS)
    name, kind, value = field.get("name"), field.get("class"), field.get("value")
    optional, one = field.get("optional"), field.get("one_person")
    prefer = field.get("prefer")
    visits, gap, first, last = _cycle(field, calendar)
    days = _open_days(field, calendar)
    hours = field.get("open")
    if optional and optional.flag():
        value = field.need("value")
    return Account(
        id=field.need("id").text(),
        name=name.text() if name else field.need("id").text(),
        kind=kind.text() if kind else "",
        place=(field.need("lon").number(-180, 180), field.need("lat").number(-90, 90)),
        minutes=field.need("minutes").number(1, 24 * 60),
        visits=visits, gap=gap, first_day=first, last_day=last,
        open=_spans(week(hours) if hours else ALL_DAY, days, calendar),
        prefer=_spans(week(prefer), days, calendar) if prefer else (),
        people=tuple(one.text() for one in field.each("people")) if field.get("people") else None,
        needs=frozenset(one.text() for one in field.each("needs")),
        required=not (optional and optional.flag()),
        value=value.number(0, 1e5) if value else 0.0,
        one_person=bool(one and one.flag()),
    )  # fmt: skip


def _open_days(field: Field, calendar: Calendar) -> list[int]:
    closed = {calendar.day(one.date()) for one in field.each("closed")}
    region = field.get("region")
    if region is not None:
        closed |= calendar.holidays(region.text(), region)
    only = field.get("weekdays")
    wanted = weekdays(only) if only else list(range(7))
    return [
        day
        for day, weekday in enumerate(calendar.weekdays)
        if weekday in wanted and day not in closed
    ]


def _spans(
    hours: Week, days: list[int], calendar: Calendar
) -> tuple[tuple[int, float, float], ...]:
    weekday = calendar.weekdays
    return tuple((day, a, b) for day in days for a, b in hours[weekday[day]])


def _cycle(field: Field, calendar: Calendar) -> tuple[int, tuple[int, int, float], int, int]:
    """Return visits due in the plan, the gaps, and the first and last day of the span.

    ``{"visits": 1, "weeks": 2}`` is once in two weeks. After ``last_visit`` the next is due one
    ideal gap later; a longer cycle than the plan owes a visit only when its day falls inside.
    """
    cycle = field.need("cycle").table("visits", "weeks", "least_gap", "most_gap")
    times = cycle.need("visits").whole(1, 40)
    weeks = cycle.need("weeks").whole(1, 104)
    ideal = weeks * 7 / times
    if ideal < 1:
        raise cycle.need("visits").bad("are more than one a day; write fewer.")
    slack = max(2.0, ideal / 3)
    least, most = cycle.get("least_gap"), cycle.get("most_gap")
    low = least.whole(1, 728) if least else max(1, int(-(-(ideal - slack) // 1)))
    high = most.whole(low, 728) if most else max(low, int(ideal + slack))
    days, last = calendar.days, field.get("last_visit")
    if last is None:
        visits = max(1, round(days / ideal)) if days >= ideal - slack else 1
        return visits, (low, high, ideal), 0, days - 1
    since = (calendar.starts - last.date()).days
    if since < 0:
        raise last.bad("is not before the plan; put it into published or appointments.")
    first_due, first, latest = ideal - since, max(0, low - since), high - since
    if first >= days or first_due >= days:
        return 0, (low, high, ideal), 0, days - 1
    visits = 1 + max(0, int((days - 1 - max(0.0, first_due)) / ideal))
    end = days - 1 if visits > 1 or latest < 0 else min(days - 1, latest)
    return visits, (low, high, ideal), min(first, end), end
