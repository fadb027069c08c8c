"""Which visits are asked for beside the cycles: on an agreed day, or within days that an app names.

A request is an open activity of kind "visit" that lasts all day: what a report or a form noted as
the next visit. It holds for its day, unless an app above registers wider days for it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from comarca.activities.forms import first_moment
from comarca.activities.models import Activity

WEEK = timedelta(days=7)
FORGOTTEN = timedelta(days=28)  # a visit that was agreed longer ago is asked for no more


@dataclass(frozen=True, slots=True)
class Request:
    """A visit asked for: on any day from ``first`` to ``last``, both counted.

    ``value``: what it is worth in minutes of driving; None where it is required.
    """

    account: int
    activity: int
    first: date
    last: date
    value: float | None = None

    @property
    def is_required(self) -> bool:
        """Return whether the week has to hold it."""
        return self.value is None

    def days_in(self, monday: date, since: date) -> list[date]:
        """Return the days of a week, none before ``since``, on which it may be made."""
        week = (monday + timedelta(days=n) for n in range(7))
        return [day for day in week if max(self.first, since) <= day <= self.last]


Loader = Callable[[Any, date], Iterable[Request]]
_loaders: dict[str, Loader] = {}


def register(key: str, load: Loader) -> None:
    """Add requests (in an app's ``slots.py``): of some accounts, in the week from a Monday.

    ``accounts`` is whatever ``account__in`` takes. What an app says of an activity counts in place
    of the activity's own day; a request whose days lie in other weeks is left out of this one.
    """
    _loaders[key] = load


def requests(accounts: Any, monday: date) -> dict[int, Request]:
    """Return the request of each account that has one in the week: required before others."""
    found = {one.activity: one for one in _agreed(accounts, monday)}
    for key in sorted(_loaders):
        found |= {one.activity: one for one in _loaders[key](accounts, monday)}
    answer: dict[int, Request] = {}
    for one in sorted(found.values(), key=lambda r: (not r.is_required, r.last, r.activity)):
        if one.first < monday + WEEK and monday <= one.last:
            answer.setdefault(one.account, one)
    return answer


def _agreed(accounts: Any, monday: date) -> Iterable[Request]:
    """Yield what activities ask for: their day; one that has passed, any day of the week."""
    rows = Activity.objects.open().filter(
        account__in=accounts, kind=Activity.Kind.VISIT, is_all_day=True, repeats="",
        at__gte=first_moment(monday - FORGOTTEN), at__lt=first_moment(monday + WEEK),
    )  # fmt: skip
    for account, pk, at in rows.values_list("account", "pk", "at"):
        day = timezone.localdate(at)
        missed = day < monday
        last = monday + timedelta(days=6) if missed else day
        yield Request(account or 0, pk, monday if missed else day, last)
