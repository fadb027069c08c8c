"""How a team's customers stand: whose cycle is overdue, and who is at risk; counted by person."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.fields import DateTimeField
from django.utils import timezone

from comarca.accounts.measures import sales_year
from comarca.accounts.models import Account, AnnualSales, Ownership
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.relations.health import FALL
from comarca.relations.models import Promise
from comarca.visits.models import AccountCycle, Rhythm, VisitCycle
from comarca.visits.planning.due import apart

Rows = QuerySet[Ownership]


def owned(people: Iterable[int], on: date) -> Rows:
    """Return which open accounts people own on a day."""
    rows = Ownership.objects.on(on).of(set(people)).filter(account__archived_at=None)
    return rows.exclude(account__status=Account.Status.CLOSED)


def overdue(rows: Rows, monday: date) -> Rows:
    """Return the accounts that were due before a Monday, were visited before, and not since."""
    whens = _cuts(monday)
    if not whens:
        return rows.none()
    made = _made()
    cut = rows.annotate(since=Case(*whens, output_field=DateTimeField()))
    return cut.filter(
        ~Exists(made.filter(at__gte=OuterRef("since"))), Exists(made), since__isnull=False
    )


def _cuts(day: date) -> list[When]:
    """Return since when accounts should have been visited, by their own cycle or segment's."""
    whens = [
        When(
            account__own_cycle__visits=own.visits, account__own_cycle__weeks=own.weeks,
            then=_since(own, day),
        )
        for own in _own_rhythms()
    ]  # fmt: skip
    whens += [
        When(account__segment=cycle.segment, then=_since(cycle, day))
        for cycle in VisitCycle.objects.all()
    ]
    return whens


def covered(rows: Rows, on: date) -> tuple[Rows, Rows]:
    """Return the accounts that have a cycle, and those of them visited within it until a day."""
    whens = _cuts(on)
    if not whens:
        return rows.none(), rows.none()
    cut = rows.annotate(since=Case(*whens, output_field=DateTimeField()))
    asked = cut.filter(since__isnull=False)
    return asked, asked.filter(Exists(_made().filter(at__gte=OuterRef("since"))))


def _made() -> "QuerySet[Activity]":
    return Activity.objects.filter(
        account=OuterRef("account"), kind=Activity.Kind.VISIT, state=Activity.State.DONE
    )


def _own_rhythms() -> list[Rhythm]:
    pairs = AccountCycle.objects.order_by().values_list("visits", "weeks").distinct()
    return [AccountCycle(visits=visits, weeks=weeks) for visits, weeks in pairs]


def _since(cycle: Rhythm, monday: date) -> Value:
    day = monday - apart(cycle)
    return Value(timezone.make_aware(datetime.combine(day, time())), DateTimeField())


def at_risk(rows: Rows) -> Rows:
    """Return the accounts with a late promise, or whose sales fell (``relations.health``)."""
    late = Promise.objects.late(today()).filter(account=OuterRef("account"))
    year = sales_year()
    before = AnnualSales.objects.filter(
        account=OuterRef("account"), year=year - 1, currency=OuterRef("currency"), amount__gt=0
    )
    fallen = (
        AnnualSales.objects.filter(account=OuterRef("account"), year=year)
        .annotate(before=Subquery(before.values("amount")[:1]))
        .filter(amount__lte=F("before") * (100 + FALL) / 100)
    )
    return rows.filter(Exists(late) | Exists(fallen))


def by_person(rows: Rows) -> dict[int, int]:
    """Return how many accounts of each person."""
    return by_key(rows, "person")


def by_key(rows: Rows, key: str) -> dict[Any, int]:
    """Return how many accounts of each value of a column."""
    counted: Any = rows.order_by().values(key).annotate(n=Count("pk"))
    return {row[key]: row["n"] for row in counted}
