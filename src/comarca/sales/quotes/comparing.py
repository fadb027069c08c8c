"""What differs between two versions of a quote."""

from dataclasses import dataclass
from decimal import Decimal

from comarca.sales.models import QuoteLine, QuoteVersion


@dataclass(frozen=True, slots=True)
class Difference:
    """One product that differs: its line before and after, None where there is none."""

    product: str
    before: QuoteLine | None
    after: QuoteLine | None

    @property
    def change(self) -> Decimal:
        """Return by how much the net amount differs."""
        nothing = Decimal(0)
        return (self.after.net if self.after else nothing) - (
            self.before.net if self.before else nothing
        )


def differences(old: QuoteVersion, new: QuoteVersion) -> list[Difference]:
    """Return the lines that differ; several lines of one product are compared in their order."""
    before, after = _by_place(old), _by_place(new)
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        one, other = before.get(key), after.get(key)
        if one is None or other is None or _figures(one) != _figures(other):
            name = (other or one).description  # type: ignore[union-attr]
            found.append(Difference(name, one, other))
    return found


def _by_place(edition: QuoteVersion) -> dict[tuple[int, int], QuoteLine]:
    found: dict[tuple[int, int], QuoteLine] = {}
    counts: dict[int, int] = {}
    for line in edition.lines.order_by("position"):
        counts[line.product_id] = counts.get(line.product_id, 0) + 1
        found[line.product_id, counts[line.product_id]] = line
    return found


def _figures(line: QuoteLine) -> tuple[Decimal, ...]:
    return (line.quantity, line.list_price, line.discount, line.net)
