"""The segments of the accounts: from the file's classes, or from sales (ABC analysis)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from comarca.accounts.measures import own_currency, sales_year
from comarca.accounts.models import Account, AnnualSales
from comarca.territories.models import VisitStandard

# Pareto's classes: A makes the first 80 % of sales, B the next 15 %, C the rest.
SHARES = (("A", Decimal("0.80")), ("B", Decimal("0.95")), ("C", Decimal(1)))
CHUNK = 2000


@dataclass(frozen=True)
class Segment:
    """One segment: how many accounts it has, how many lack a figure, and what it asks for."""

    name: str
    accounts: int
    without: int
    visits: Decimal | None
    minutes: int | None

    @property
    def hours(self) -> float:
        """Return the hours a year that the whole segment would ask for."""
        return self.accounts * float(self.visits or 0) * (self.minutes or 0) / 60


def segments() -> list[Segment]:
    """Return the segments of the open accounts, by name, the nameless one last."""
    rows = Account.objects.filter(archived_at=None).exclude(status=Account.Status.CLOSED).order_by()
    counts = rows.values("segment").annotate(
        all=Count("pk"), without=Count("pk", filter=Q(workload_hours=None))
    )
    standards = {row.segment: row for row in VisitStandard.objects.all()}
    found = [
        Segment(
            row["segment"], row["all"], row["without"],
            getattr(standards.get(row["segment"]), "visits_per_year", None),
            getattr(standards.get(row["segment"]), "minutes", None),
        )
        for row in counts
    ]  # fmt: skip
    return sorted(found, key=lambda segment: (not segment.name, segment.name))


def classes_by_sales(year: int | None = None) -> dict[int, str]:
    """Return the class (A, B or C) of each account with sales in a year.

    The best sellers come first; an account belongs to the class in which its sales begin.
    """
    rows = AnnualSales.objects.filter(
        year=year or sales_year(),
        currency=own_currency(),
        amount__gt=0,
        account__archived_at=None,
    ).exclude(account__status=Account.Status.CLOSED)
    amounts = list(rows.order_by("-amount", "account").values_list("account", "amount"))
    total = sum((amount for _account, amount in amounts), Decimal(0))
    answer, before = {}, Decimal(0)
    for account, amount in amounts:
        answer[account] = next(name for name, share in SHARES if before < share * total)
        before += amount
    return answer
