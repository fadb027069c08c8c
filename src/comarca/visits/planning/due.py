"""Which accounts a week asks for: by cycle and last visit; the first round is spread evenly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from comarca.accounts.models import Account, Ownership, Site
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.visits.models import VisitCycle

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """An account that is to be visited in the week, by whom, where, and how often."""

    account: int
    name: str
    person: int
    lon: float
    lat: float
    visits: int
    cycle: VisitCycle


def due(people: Iterable[int], monday: date) -> Iterator[Due]:
    """Give what each person owes in the week; accounts without a place or a cycle owe nothing."""
    cycles = {cycle.segment: cycle for cycle in VisitCycle.objects.all()}
    if not cycles:
        return
    owned = Ownership.objects.on(monday).of(set(people))
    owners = dict(owned.values_list("account", "person"))
    wanted = Account.objects.filter(
        pk__in=owned.values("account"), archived_at=None, segment__in=cycles
    ).exclude(status=Account.Status.CLOSED)  # fmt: skip
    done = Q(activities__kind=Activity.Kind.VISIT, activities__state=Activity.State.DONE)
    rows = wanted.annotate(last=Max("activities__at", filter=done)).order_by("pk")
    places = {
        site: (float(lon or 0), float(lat or 0))
        for site, lon, lat in Site.objects.filter(
            account__in=wanted.values("pk"), is_main=True, lon__isnull=False
        ).values_list("account", "lon", "lat")
    }
    for account, name, segment, last in rows.values_list("pk", "name", "segment", "last"):
        cycle = cycles[segment]
        if account in places and is_due(account, _day(last), cycle, monday):
            lon, lat = places[account]
            visits = max(1, cycle.visits // cycle.weeks)
            yield Due(account, name, owners[account], lon, lat, visits, cycle)


def is_due(account: int, last: date | None, cycle: VisitCycle, monday: date) -> bool:
    """Return whether a visit falls due before the week ends.

    An account that was never visited gets a week of its own in the cycle, so that the first round
    is spread out instead of falling on the first week.
    """
    apart = timedelta(days=round(7 * cycle.weeks / cycle.visits))
    if last is None:
        turns = max(1, round(apart / WEEK))
        return account % turns == (monday.toordinal() // 7) % turns
    return last + apart < monday + WEEK


def _day(moment: object) -> date | None:
    return timezone.localdate(moment) if moment else None  # type: ignore[arg-type]


def monday_of(day: date | None = None) -> date:
    """Return the Monday of a day's week (today's)."""
    day = day or today()
    return day - timedelta(days=day.weekday())
