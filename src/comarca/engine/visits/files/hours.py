"""Hours of a week: ``{"mon-fri": ["09:00-13:00", "16:00-19:00"], "sat": []}``."""

import json
from functools import lru_cache
from itertools import pairwise

from comarca.engine.visits.files.fields import BadWeek, Field, clock

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Spans = list[tuple[float, float]]
Week = list[Spans]


def weekdays(field: Field) -> list[int]:
    """Read ``mon``, ``mon-fri`` or ``mon,wed`` as numbers from 0 (Monday)."""
    found: list[int] = []
    for part in field.text().lower().split(","):
        first, sign, last = part.strip().partition("-")
        if first not in NAMES or (sign and last not in NAMES):
            raise field.bad(f"is {part.strip()!r}; write days as mon, tue-fri or mon,thu.")
        a, b = NAMES.index(first), NAMES.index(last) if sign else NAMES.index(first)
        if b < a:
            raise field.bad(f"is {part.strip()!r}; begin with the earlier day.")
        found += range(a, b + 1)
    return found


def span(field: Field) -> tuple[float, float]:
    """Read ``09:00-13:00``."""
    begins, sign, ends = field.text().partition("-")
    if not sign:
        raise field.bad(f'is {field.value!r}; write hours as "09:00-13:00".')
    a, b = clock(begins, field), clock(ends, field)
    if b <= a:
        raise field.bad(f"is {field.value!r}; the end must be after the beginning.")
    return a, b


def spans(field: Field) -> Spans:
    """Read the spans of a day, in order and apart from each other."""
    read = [(span(one), one) for one in field.items()]
    ordered = sorted(read, key=lambda one: one[0])
    for before, after in pairwise(ordered):
        if after[0][0] < before[0][1]:
            raise after[1].bad("overlaps another span of the same day; join the two.")
    return [one for one, _ in ordered]


def week(field: Field) -> Week:
    """Read the hours of each weekday; a day that is not named has none.

    Not to be changed: accounts with the same hours share what was read.
    """
    field.once()
    try:
        return _again(json.dumps(field.value))
    except BadWeek:
        return _week(field)  # the complaint names this field


@lru_cache(maxsize=1024)
def _again(text: str) -> Week:
    return _week(Field(json.loads(text), ""))


def _week(field: Field) -> Week:
    if not isinstance(field.value, dict):
        raise field.bad('must be an object such as {"mon-fri": ["09:00-13:00"]}.')
    answer: Week = [[] for _ in NAMES]
    said: set[int] = set()
    for key, value in field.value.items():
        own = Field(value, f"{field.path}.{key}")
        for day in weekdays(Field(key, own.path)):
            if day in said:
                raise own.bad(f"names {NAMES[day]} a second time.")
            said.add(day)
            answer[day] = spans(own)
    return answer
