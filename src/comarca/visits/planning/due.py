"""Which accounts a week asks for: by cycle and last visit, or by request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from comarca.accounts.models import Account, Ownership, Site
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.visits.models import AccountCycle, Rhythm, VisitCycle, VisitSettings
from comarca.visits.requested import Request, requests

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """An account that is to be visited in the week, by whom, where, and how often.

    ``weekdays`` are the days on which it may be (1 is Monday); ``value`` is what the visit is worth
    in minutes of driving, None where it is required; ``request`` is the activity that asks for it.
    """

    account: int
    name: str
    person: int
    lon: float
    lat: float
    visits: int
    cycle: Rhythm
    segment: str
    weekdays: str
    value: float | None = None
    request: int | None = None


class Rhythms:
    """The cycle of each account: its own, else that of its segment."""

    def __init__(self) -> None:
        self.segments = {cycle.segment: cycle for cycle in VisitCycle.objects.all()}

    def own(self, accounts: Any) -> dict[int, AccountCycle]:
        """Return the cycles that accounts have for themselves."""
        rows = AccountCycle.objects.filter(account__in=accounts)
        return {row.account_id: row for row in rows}

    def asking(self) -> Q:
        """Return the condition on accounts that some cycle asks for."""
        own = AccountCycle.objects.filter(account=OuterRef("pk"))
        return Q(segment__in=list(self.segments)) | Q(Exists(own))


def due(people: Iterable[int], monday: date, since: date | None = None) -> Iterator[Due]:
    """Give what each person owes in the week; accounts without a place owe nothing.

    ``since`` is the first day that can still be planned (the Monday).
    """
    rhythms = Rhythms()
    owned = Ownership.objects.on(monday).of(set(people))
    owners = dict(owned.values_list("account", "person"))
    asked = requests(owned.values("account"), monday)
    wanted = Account.objects.filter(
        rhythms.asking() | Q(pk__in=list(asked)), pk__in=owned.values("account"), archived_at=None
    ).exclude(status=Account.Status.CLOSED)  # fmt: skip
    own = rhythms.own(wanted.values("pk"))
    if not (rhythms.segments or own or asked):
        return
    done = Q(activities__kind=Activity.Kind.VISIT, activities__state=Activity.State.DONE)
    rows = wanted.annotate(last=Max("activities__at", filter=done)).order_by("pk")
    places = places_of(wanted.values("pk"))
    usual = VisitCycle(minutes=VisitSettings.current().visit_minutes)
    for account, name, segment, last in rows.values_list("pk", "name", "segment", "last"):
        cycle: Rhythm | None = own.get(account) or rhythms.segments.get(segment)
        times = 0
        if cycle is not None and is_due(account, _day(last), cycle, monday):
            times = max(1, cycle.visits // cycle.weeks)
        if account in places and (times or account in asked):
            lon, lat = places[account]
            rhythm = cycle or usual
            one = Due(
                account, name, owners[account], lon, lat, times, rhythm, segment, rhythm.weekdays
            )
            yield from as_asked(one, asked.get(account), monday, since or monday)


def as_asked(one: Due, request: Request | None, monday: date, since: date) -> Iterator[Due]:
    """Give what is owed on the days of its request; an agreed day counts before usual weekdays.

    Where the cycle asks for several visits, one of them answers the request and all keep their
    weekdays. What is only worth while, and has no usual day left in the week, waits for the next.
    """
    if request is None:
        yield one
        return
    asked = "".join(str(day.isoweekday()) for day in request.days_in(monday, since))
    usual = "".join(digit for digit in asked if digit in one.weekdays)
    if not usual and not request.is_required:
        if one.visits:
            yield one
    elif one.visits > 1:
        yield replace(one, request=request.activity)
    else:
        value = None if one.visits else request.value
        days = usual or asked or one.weekdays
        yield replace(one, visits=1, weekdays=days, value=value, request=request.activity)


def places_of(accounts: Any) -> dict[int, tuple[float, float]]:
    """Return where accounts are: their main sites, those that are on the map."""
    rows = Site.objects.filter(account__in=accounts, is_main=True, lon__isnull=False)
    return {
        account: (float(lon or 0), float(lat or 0))
        for account, lon, lat in rows.values_list("account", "lon", "lat")
    }


def apart(cycle: Rhythm) -> timedelta:
    """Return the time from one visit to the next."""
    return timedelta(days=round(7 * cycle.weeks / cycle.visits))


def is_due(account: int, last: date | None, cycle: Rhythm, monday: date) -> bool:
    """Return whether a visit falls due before the week ends.

    An account that was never visited gets a week of its own in the cycle, so that the first round
    is spread out instead of falling on the first week.
    """
    if last is None:
        turns = max(1, round(apart(cycle) / WEEK))
        return account % turns == (monday.toordinal() // 7) % turns
    return last + apart(cycle) < monday + WEEK


def _day(moment: object) -> date | None:
    return timezone.localdate(moment) if moment else None  # type: ignore[arg-type]


def monday_of(day: date | None = None) -> date:
    """Return the Monday of a day's week (today's)."""
    day = day or today()
    return day - timedelta(days=day.weekday())
