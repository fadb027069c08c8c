"""What a line of an order comes to, and the tax on an order."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from comarca.sales.quotes.amounts import WHOLE, rounded, step_of

CENT = Decimal("0.01")


def net_of(quantity: Decimal, price: Decimal, discount: Decimal, step: Decimal = CENT) -> Decimal:
    """Return quantity times price less a discount in per cent, halves away from zero."""
    return rounded(quantity * price * (WHOLE - discount) / WHOLE, step)


def tax_of(lines: Iterable[tuple[Decimal, Decimal]], currency: str) -> Decimal:
    """Return the tax on lines ``(rate, net)``: worked out once a rate on their sum, and rounded."""
    bases: dict[Decimal, Decimal] = defaultdict(Decimal)
    for rate, net in lines:
        bases[rate] += net
    step = step_of(currency)
    return sum((rounded(base * rate / WHOLE, step) for rate, base in bases.items()), Decimal(0))
