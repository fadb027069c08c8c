"""The monthly totals: kept up with every line that comes, goes or changes, never worked out anew.

What is counted: the lines of orders that are not cancelled, returns with their sign, in the month
of the order, for its account and person and the product family of the line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Count
from django.db.models.functions import TruncMonth

from comarca.base.sums import ExactSum
from comarca.sales.models import MonthlyTotal, Order, OrderLine

Key = tuple[int, int | None, int | None, date, str]
Deltas = dict[Key, tuple[Decimal, int]]
ROWS = 100  # of seven values each: SQLite and PostgreSQL both take them in one statement
UPSERT = """
INSERT INTO sales_monthlytotal (account_id, family_id, person_id, month, currency, net, lines)
VALUES {rows}
ON CONFLICT (account_id, month, currency, COALESCE(family_id, 0), COALESCE(person_id, 0))
DO UPDATE SET net = ROUND(sales_monthlytotal.net + excluded.net, 2),
              lines = sales_monthlytotal.lines + excluded.lines
"""


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def deltas_of(order: Order, lines: Iterable[OrderLine], sign: int = 1) -> Deltas:
    """Return what some lines of an order add to the totals (or take away: ``sign`` -1)."""
    found: dict[Key, list[Decimal | int]] = defaultdict(lambda: [Decimal(0), 0])
    if order.state == Order.State.CANCELLED:
        return {}
    month = month_of(order.ordered_on)
    for line in lines:
        key = (order.account_id, line.family_id, order.owner_id, month, order.currency)
        found[key][0] += sign * line.net
        found[key][1] += sign
    return {key: (Decimal(net), int(count)) for key, (net, count) in found.items()}


def together(*many: Mapping[Key, tuple[Decimal, int]]) -> Deltas:
    """Return the sum of several changes."""
    found: Deltas = {}
    for deltas in many:
        for key, (net, lines) in deltas.items():
            before = found.get(key, (Decimal(0), 0))
            found[key] = (before[0] + net, before[1] + lines)
    return found


def add(deltas: Mapping[Key, tuple[Decimal, int]]) -> None:
    """Add changes to the totals; within the transaction that writes the lines.

    Rows are locked in the order of their keys, so that two writers never wait for each other.
    """
    rows = sorted(
        ((*key, net, lines) for key, (net, lines) in deltas.items() if net or lines),
        key=lambda row: (row[0], row[3], row[4], row[1] or 0, row[2] or 0),
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for part in (rows[at : at + ROWS] for at in range(0, len(rows), ROWS)):
            places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(part))
            cursor.execute(UPSERT.format(rows=places), [_plain(v) for row in part for v in row])


def _plain(value: Any) -> Any:
    """Return a value as both databases take it."""
    if isinstance(value, Decimal):
        return str(value) if connection.vendor == "sqlite" else value
    return value


def sums_of_lines(accounts: Iterable[int] | None = None) -> Iterator[tuple[Key, Decimal, int]]:
    """Yield what the lines add up to, as the totals must say."""
    rows = OrderLine.objects.exclude(order__state=Order.State.CANCELLED)
    if accounts is not None:
        rows = rows.filter(order__account__in=accounts)
    grouped = (
        rows.annotate(month=TruncMonth("order__ordered_on"))
        .values_list("order__account", "family", "order__owner", "month", "order__currency")
        .annotate(amount=ExactSum("net"), count=Count("pk"))
        .order_by()
    )
    for account, family, owner, month, currency, amount, count in grouped.iterator():
        yield (account, family, owner, month, currency), amount, count


@transaction.atomic
def rebuild(accounts: Iterable[int] | None = None) -> None:
    """Work the totals out from the lines: after accounts were merged, or for everybody."""
    chosen = None if accounts is None else list(accounts)
    rows = MonthlyTotal.objects.all()
    (rows if chosen is None else rows.filter(account__in=chosen)).delete()
    MonthlyTotal.objects.bulk_create(
        (
            MonthlyTotal(
                account_id=key[0], family_id=key[1], person_id=key[2], month=key[3],
                currency=key[4], net=amount, lines=count,
            )
            for key, amount, count in sums_of_lines(chosen)
        ),
        batch_size=1000,
    )  # fmt: skip
