"""The sales of two accounts that become one: a year that both have is added up, or one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from comarca.accounts.models import Account, AnnualSales

SUM, MINE, OTHER = "sum", "mine", "other"


@dataclass(frozen=True, slots=True)
class Year:
    """A year in which two accounts both bought: the figures, and what is proposed.

    The same figure twice is likely one figure told twice. Two currencies are never added up: the
    other figure then stays with the account that is put aside, and comes back with it.
    """

    year: int
    mine: AnnualSales
    other: AnnualSales

    @property
    def may_add(self) -> bool:
        """Return whether the two can be added up."""
        return self.mine.currency == self.other.currency

    @property
    def total(self) -> Decimal:
        """Return both together."""
        return self.mine.amount + self.other.amount

    @property
    def proposed(self) -> str:
        """Return what is done unless somebody says otherwise."""
        return SUM if self.may_add and self.mine.amount != self.other.amount else MINE

    def settled(self, choice: str) -> tuple[Decimal, str]:
        """Return the amount and currency that a choice leads to."""
        if choice == OTHER:
            return self.other.amount, self.other.currency
        if choice == SUM and self.may_add:
            return self.total, self.mine.currency
        return self.mine.amount, self.mine.currency


def years_of_both(survivor: Account, gone: Account) -> list[Year]:
    """Return the years that both accounts have, the newest first."""
    mine = {one.year: one for one in AnnualSales.objects.filter(account=survivor)}
    others = AnnualSales.objects.filter(account=gone, year__in=mine).order_by("-year")
    return [Year(one.year, mine[one.year], one) for one in others]


def join(survivor: Account, gone: Account, choices: Mapping[int, str]) -> dict[str, Any]:
    """Write the sales of years that both have; return what there was, to undo it."""
    kept = {}
    for one in years_of_both(survivor, gone):
        amount, currency = one.settled(choices.get(one.year) or one.proposed)
        if (amount, currency) != (one.mine.amount, one.mine.currency):
            kept[str(one.year)] = [str(one.mine.amount), one.mine.currency, str(amount)]
            AnnualSales.objects.filter(pk=one.mine.pk).update(amount=amount, currency=currency)
    return kept


def part(survivor: int, kept: Mapping[str, Any]) -> None:
    """Put back the sales of a merge that is undone; what was changed since stays as it is."""
    for year, (before, currency, after) in kept.items():
        rows = AnnualSales.objects.filter(account=survivor, year=int(year), amount=Decimal(after))
        rows.update(amount=Decimal(before), currency=currency)
