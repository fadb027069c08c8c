"""The group of an account on its page: who belongs to it, sales and potential together."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from comarca.accounts.groups import group_of
from comarca.accounts.measures import sales_year
from comarca.accounts.models import Account, AnnualSales
from comarca.base.sums import ExactSum
from comarca.team.access import current

SHOWN = 12


def show(request: HttpRequest, account: Account) -> dict[str, Any] | None:
    """Return the group as far as the reader may see it; None where the account stands alone."""
    members = group_of(account.pk)
    if len(members) == 1:
        return None
    seen = Account.objects.visible_to(current(request), archived=True).filter(pk__in=members)
    year = sales_year()
    sums = (
        AnnualSales.objects.filter(account__in=seen, year=year)
        .values("currency")
        .annotate(total=ExactSum("amount"), accounts=Count("account"))
        .order_by("-total")
    )
    potential = (
        seen.filter(~Q(potential=None)).values("currency").annotate(total=ExactSum("potential"))
    )
    rows = list(seen.order_by("name")[:SHOWN])
    rank = {pk: at for at, pk in enumerate(members)}
    return {
        "account": account, "rows": sorted(rows, key=lambda row: rank[row.pk]),
        "count": seen.count(), "hidden": len(members) - seen.count(), "year": year,
        "sales": list(sums), "potential": list(potential.order_by("-total")), "head": members[0],
    }  # fmt: skip
