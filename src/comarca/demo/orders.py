"""The demo's orders: three years at the real stations, invented and marked."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from random import Random

from comarca.accounts.models import Account, Ownership
from comarca.base.bulk import insert_objects
from comarca.demo.activities import working_day
from comarca.demo.selling import BATCH, CENT, SEED, YEARS, lines_asked
from comarca.sales.models import Order, OrderLine, Product
from comarca.sales.orders import totals

PER_ORDER = 4
DEAR = 150  # from this price on, they buy one at a time
NOTHING = Decimal(0)
SEASON = (0.8, 0.8, 0.95, 1.0, 1.1, 1.2, 1.4, 1.35, 1.05, 0.95, 0.9, 1.0)  # by month


def make_orders(products: Sequence[Product], day: date) -> int:
    """Write orders until there are as many lines as were asked for; return how many lines."""
    dice = Random(SEED + 1)  # noqa: S311 - invented figures, the same on every machine
    owners = dict(Ownership.objects.on(day).values_list("account_id", "person_id"))
    accounts = list(
        Account.objects.filter(status="customer").order_by("pk").values_list("pk", "segment")
    )
    weights = [{"A": 6.0, "B": 3.0, "C": 1.5}.get(segment, 1.0) for _pk, segment in accounts]
    found, count = _orders(dice, accounts, weights, owners, products, day), 0
    while part := list(islice(found, BATCH // PER_ORDER)):
        made = Order.objects.bulk_create(order for order, _lines in part)
        rows = []
        for order, (_one, lines) in zip(made, part, strict=True):
            for line in lines:
                line.order = order
                rows.append(line)
        insert_objects(rows)
        count += len(rows)
    totals.rebuild()
    return count


def _orders(
    dice: Random, accounts: Sequence[tuple[int, str]], weights: Sequence[float],
    owners: dict[int, int], products: Sequence[Product], day: date,
) -> Iterator[tuple[Order, list[OrderLine]]]:  # fmt: skip
    """Yield orders with their lines, the oldest first, until there are enough lines."""
    left = lines_asked()
    days = _days(dice, day)
    if not accounts or not days:
        return
    chosen = iter(dice.choices(accounts, weights, k=left // 2 + 1))
    for number, at in enumerate(sorted(dice.choices(days, k=max(left // PER_ORDER, 1))), 1):
        if left <= 0:
            return
        lines = _lines(dice, products, at, day, min(dice.randrange(1, 8), left))
        for position, line in enumerate(lines, 1):
            line.position = position
        left -= len(lines)
        account, _segment = next(chosen)
        yield _order(dice, number, account, owners.get(account), at, day, lines), lines


def _days(dice: Random, day: date) -> list[date]:
    """Return the working days of three years, those of a busy month more often."""
    found: list[date] = []
    at = date(day.year - YEARS, day.month, 1)
    while at < day:
        if at == working_day(at):
            found += [at] * round(SEASON[at.month - 1] * 10)
        at += timedelta(days=1)
    return found


def _lines(
    dice: Random, products: Sequence[Product], at: date, day: date, count: int
) -> list[OrderLine]:
    """Return the lines of an order, each of another product; the first ones sell best."""
    drawn = (min(int(dice.expovariate(0.25)), len(products) - 1) for _n in range(count * 3))
    return [_line(dice, products[n], at, day) for n in list(dict.fromkeys(drawn))[:count]]


def _line(dice: Random, product: Product, at: date, day: date) -> OrderLine:
    """Return a line; one in fifty is a return."""
    quantity = Decimal(dice.choice((1, 2, 3, 4, 5, 6, 10, 12)))
    if (product.price or NOTHING) > DEAR:
        quantity = Decimal(1)
    if dice.random() < 0.02:
        quantity = -Decimal(1)
    price = ((product.price or NOTHING) * Decimal("0.98") ** (day.year - at.year)).quantize(CENT)
    discount = Decimal(dice.choice((0, 0, 0, 3, 5)))
    rate = {"reduced": 10, "super_reduced": 4}.get(product.tax_class, 21)
    return OrderLine(
        product=product, family_id=product.family_id, description=str(product), quantity=quantity,
        price=price, discount=discount, tax_rate=rate,
        net=(quantity * price * (100 - discount) / 100).quantize(CENT),
    )  # fmt: skip


def _order(
    dice: Random, number: int, account: int, owner: int | None, at: date, day: date,
    lines: Sequence[OrderLine],
) -> Order:  # fmt: skip
    """Return an order: old ones are paid, the newest still open."""
    from comarca.sales.orders.amounts import tax_of

    net = sum((line.net for line in lines), NOTHING)
    total = net + tax_of(((Decimal(line.tax_rate), line.net) for line in lines), "EUR")
    age = (day - at).days
    state = "closed" if age > 60 else "delivered" if age > 10 else "confirmed"
    paid = age > 60 and dice.random() < 0.97
    return Order(
        number=f"D-{number:07d}", account_id=account, owner_id=owner, ordered_on=at, state=state,
        net=net, tax=total - net, total=total, is_generated=True,
        invoiced=total if age > 10 else None,
        invoiced_on=at + timedelta(days=7) if age > 10 else None,
        paid=total if paid else None, paid_on=at + timedelta(days=40) if paid else None,
    )  # fmt: skip
