"""Works a quote out: discounts, rounding, tax; pure decimals, no database.

Rounding, stated once: each line's net amount is rounded to the currency's smallest coin, halves
away from zero; the document's net is the sum of its rounded lines; tax is worked out once for
each rate on the sum of the lines at that rate, and rounded; the total is net plus tax.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import get_currency_precision

from comarca.sales.products.pricing import NOTHING, Reduction

WHOLE = Decimal(100)
MOST_DECIMALS = 2  # as the tables hold; a currency of three is rounded to two, and says so


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line as it is asked for: product, quantity above 0, prices without tax."""

    product: int
    family: int | None
    quantity: Decimal
    list_price: Decimal
    discount: Decimal = NOTHING
    tax_rate: Decimal | None = NOTHING
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """One line worked out: the discounts by rule in per cent, and the net amount."""

    volume: Decimal
    term: Decimal
    bundle: Decimal
    gross: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """A document worked out; ``cost`` is None where that of one line is not known."""

    lines: tuple[Amount, ...]
    list_total: Decimal
    net: Decimal
    taxes: Mapping[Decimal, Decimal]
    tax: Decimal
    total: Decimal
    cost: Decimal | None

    @property
    def discount(self) -> Decimal:
        """Return by how many per cent the net lies below the list prices."""
        return share(self.list_total - self.net, self.list_total)


def step_of(currency: str) -> Decimal:
    """Return the smallest amount of a currency: 0.01 of the euro, 1 of the yen."""
    return Decimal(1).scaleb(-min(get_currency_precision(currency), MOST_DECIMALS))


def rounded(amount: Decimal, step: Decimal) -> Decimal:
    """Round to a step, halves away from zero, as invoices do."""
    return amount.quantize(step, ROUND_HALF_UP)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return a part in per cent of a whole, to two decimals; 0 of nothing."""
    return rounded(part * WHOLE / whole, Decimal("0.01")) if whole else NOTHING


def work_out(
    wanted: Sequence[Wanted], rules: Iterable[Reduction], months: int, currency: str
) -> Totals:
    """Return the amounts of every line and of the document."""
    step, every = step_of(currency), list(rules)
    lines = tuple(_line(one, wanted, every, months, step) for one in wanted)
    net = sum((line.net for line in lines), NOTHING)
    bases: dict[Decimal, Decimal] = defaultdict(Decimal)
    for one, line in zip(wanted, lines, strict=True):
        bases[one.tax_rate or NOTHING] += line.net
    taxes = {rate: rounded(base * rate / WHOLE, step) for rate, base in sorted(bases.items())}
    tax = sum(taxes.values(), NOTHING)
    return Totals(
        lines, sum((line.gross for line in lines), NOTHING), net, taxes, tax, net + tax,
        _cost(wanted, step),
    )  # fmt: skip


def _line(
    one: Wanted, wanted: Sequence[Wanted], rules: list[Reduction], months: int, step: Decimal
) -> Amount:
    """Work one line out; reductions follow each other, each on what the last left."""
    volume = _best(r for r in rules if r.kind == "volume" and _is_much(r, one, wanted))
    term = _best(
        r for r in rules
        if r.kind == "term" and months >= r.min_months and r.covers(one.product, one.family)
    )  # fmt: skip
    there = {other.product for other in wanted}
    bundle = _best(
        r for r in rules
        if r.kind == "bundle" and r.products and r.products <= there and one.product in r.products
    )  # fmt: skip
    gross = one.quantity * one.list_price
    left = gross
    for percent in (volume, term, bundle, one.discount):
        left = left * (WHOLE - percent) / WHOLE
    return Amount(volume, term, bundle, rounded(gross, step), rounded(left, step))


def _is_much(rule: Reduction, one: Wanted, wanted: Sequence[Wanted]) -> bool:
    """Return whether what a rule covers reaches its quantity, all lines of it together."""
    if not rule.covers(one.product, one.family):
        return False
    covered = (other.quantity for other in wanted if rule.covers(other.product, other.family))
    return sum(covered, NOTHING) >= rule.min_quantity


def _best(rules: Iterable[Reduction]) -> Decimal:
    """Return the greatest reduction: of two that fit, the customer gets the better one."""
    return max((rule.percent for rule in rules), default=NOTHING)


def _cost(wanted: Sequence[Wanted], step: Decimal) -> Decimal | None:
    """Return what all lines cost us, or None where it is not known of one."""
    costs = [one.cost * one.quantity for one in wanted if one.cost is not None]
    return rounded(sum(costs, NOTHING), step) if len(costs) == len(wanted) else None
