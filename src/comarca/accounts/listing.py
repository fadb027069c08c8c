"""The list of accounts as its filters, its order and its search ask for it."""

from collections.abc import Mapping
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from comarca.accounts.areas import areas
from comarca.accounts.measures import last_full_year
from comarca.accounts.models import Account, AccountQuerySet, AnnualSales, Ownership, Site
from comarca.base.dates import today
from comarca.team.models import Person

PAGE = 50
MOST_COUNTED = 10_000
SORTS = {
    "name": "name",
    "code": "code",
    "segment": "segment",
    "status": "status",
    "visits": "visits_per_year",
    "workload": "workload_hours",
    "potential": "potential",
    "updated": "updated_at",
}


class CappedPaginator(Paginator[Account]):
    """Pages that never count further than needed, so that 100,000 accounts stay quick."""

    @cached_property
    def count(self) -> int:
        """Return how many accounts there are, up to a limit."""
        accounts = cast("AccountQuerySet", self.object_list)
        return accounts.order_by()[:MOST_COUNTED].count()


def chosen(user: Person, asked: Mapping[str, str]) -> AccountQuerySet:
    """Return the visible accounts that the filters ask for, in the order asked for."""
    accounts = Account.objects.visible_to(user)
    if q := asked.get("q", "").strip():
        accounts = accounts.filter(_said(q))
    if asked.get("status") in Account.Status.values:
        accounts = accounts.filter(status=asked["status"])
    if segment := asked.get("segment", ""):
        accounts = accounts.filter(segment=segment)
    if (owner := asked.get("owner", "")) == "none":
        accounts = accounts.exclude(pk__in=Ownership.objects.on(today()).values("account"))
    elif owner.isdigit():
        owned = Ownership.objects.on(today()).filter(person=int(owner))
        accounts = accounts.filter(pk__in=owned.values("account"))
    accounts = _within(accounts, asked)
    return accounts.order_by(*order(asked.get("sort", "")))


def order(sort: str) -> list[str]:
    """Return the columns to sort by."""
    column = SORTS.get(sort.removeprefix("-"), "name")
    return [f"-{column}", "-pk"] if sort.startswith("-") else [column, "pk"]


def page_of(accounts: AccountQuerySet, number: str | None) -> Any:
    """Return one page with owner, place and last year's sales of each account."""
    page = CappedPaginator(accounts, PAGE).get_page(number)
    page.object_list = with_columns(list(page.object_list))
    return page


def with_columns(accounts: list[Account]) -> list[Account]:
    """Give accounts their owner, their place and last year's sales, in three questions."""
    ids = [account.pk for account in accounts]
    owners = Ownership.objects.on(today()).filter(account__in=ids).select_related("person")
    owner_of = {row.account_id: row.person for row in owners}
    sites = Site.objects.filter(account__in=ids, is_main=True).select_related("unit")
    site_of = {site.account_id: site for site in sites}
    sales = AnnualSales.objects.filter(account__in=ids, year=last_full_year())
    sales_of = dict(sales.values_list("account_id", "amount"))
    for account in accounts:
        account.owner = owner_of.get(account.pk)  # type: ignore[attr-defined]
        account.site = site_of.get(account.pk)  # type: ignore[attr-defined]
        account.sales = sales_of.get(account.pk)  # type: ignore[attr-defined]
    return accounts


def columns(sort: str) -> list[dict[str, Any]]:
    """Return the heads of the table, each with the order that a click gives."""
    labels = [
        ("name", _("Account"), ""),
        ("", _("Place"), ""),
        ("", _("Sales representative"), ""),
        ("segment", _("Segment"), ""),
        ("status", _("Status"), ""),
        ("visits", _("Visits a year"), "num"),
        ("workload", _("Hours a year"), "num"),
        ("potential", _("Potential"), "num"),
        ("", _("Sales %(year)s") % {"year": last_full_year()}, "num"),
    ]
    return [
        {
            "label": label,
            "css": css,
            "sort": f"-{key}" if key and sort == key else key,
            "aria": {key: "ascending", f"-{key}": "descending"}.get(sort, "none"),
        }
        for key, label, css in labels
    ]


def segments(user: Person) -> list[str]:
    """Return the segments in use."""
    found = Account.objects.visible_to(user).exclude(segment="").order_by()
    return sorted(found.values_list("segment", flat=True).distinct()[:200])


def _said(q: str) -> Q:
    """Return the search for some words: in name, code, tax number, e-mail or town."""
    towns = Site.objects.filter(place__icontains=q).values("account")
    return (
        Q(name__icontains=q)
        | Q(code__istartswith=q)
        | Q(tax_id__istartswith=q)
        | Q(email__icontains=q)
        | Q(pk__in=towns)
    )


def _within(accounts: AccountQuerySet, asked: Mapping[str, str]) -> AccountQuerySet:
    """Keep the accounts in one unit, or without a place."""
    unit = asked.get("unit", "")
    sites = Site.objects.filter(is_main=True)
    if unit == "none":
        return accounts.filter(pk__in=sites.filter(unit=None).values("account"))
    if unit.isdigit():
        inside = sites.filter(Q(unit=int(unit)) | Q(unit__parent=int(unit)))
        return accounts.filter(pk__in=inside.values("account"))
    for area in areas:
        if (chosen_area := asked.get(area.key, "")).isdigit():
            inside = sites.filter(unit__in=area.units_of(int(chosen_area)))
            return accounts.filter(pk__in=inside.values("account"))
    return accounts
