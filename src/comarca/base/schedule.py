"""When a repeating job runs next: every day or week at the same time of day, or every n minutes."""

import re
from datetime import datetime, timedelta
from math import floor

from django.utils import timezone

DAILY, WEEKLY = "daily", "weekly"
EVERY = re.compile(r"every ([1-9]\d{0,4}) minutes")


class UnknownRepeat(ValueError):
    """A repetition that is neither daily, weekly nor ``every <n> minutes``."""


def next_run(repeat: str, last: datetime, now: datetime) -> datetime:
    """Return the first time after now that a repeating job is due; missed runs are not made up.

    ``last`` is when the run before was due. Days keep their time on the clock of the company, so
    a job at 03:00 stays at 03:00 when the clocks change.
    """
    if repeat in {DAILY, WEEKLY}:
        return _same_time(last, now, 1 if repeat == DAILY else 7)
    found = EVERY.fullmatch(repeat)
    if found is None:
        raise UnknownRepeat(repeat)
    step = timedelta(minutes=int(found[1]))
    return last + step * max(floor((now - last) / step) + 1, 1)


def _same_time(last: datetime, now: datetime, days: int) -> datetime:
    # Adding days to a local time moves the calendar, not the hours: Python keeps the clock's time.
    local = timezone.localtime(last)
    steps = max((timezone.localtime(now).date() - local.date()).days // days, 1)
    due = local + timedelta(days=steps * days)
    return due if due > now else due + timedelta(days=days)
