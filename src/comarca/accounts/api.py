"""Accounts as JSON: what the map asks of them."""

from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Schema

from comarca.accounts.access import visible_account
from comarca.accounts.models import Account, Site
from comarca.accounts.points_legend import AccountCard, PointsLegend, card, legend
from comarca.base.api.found import Found
from comarca.base.api.values import Words
from comarca.team.access import current
from comarca.ui.lists.models import Selection

router = Router(tags=["accounts"])
MOST = 8
REACH = 0.02


class PickedAccount(Schema):
    """One account of a selection, where it is on the map."""

    id: int
    name: str
    lon: float
    lat: float


class PickedAccounts(Schema):
    """The accounts that somebody picked in a list, and the way back to it."""

    url: str
    points: list[PickedAccount]


@router.get("/selection/{int:selection_id}", response=PickedAccounts)
def selection(request: HttpRequest, selection_id: int) -> PickedAccounts:
    """Return where the accounts of one's own selection are; those off the map are left out."""
    held = get_object_or_404(
        Selection, pk=selection_id, object_type="account", owner=current(request)
    )
    seen = Account.objects.visible_to(current(request)).filter(pk__in=held.ids)
    sites = Site.objects.filter(account__in=seen, is_main=True).annotate(
        x=Coalesce("lon", "unit__lon"), y=Coalesce("lat", "unit__lat")
    )
    rows = sites.filter(x__isnull=False).values_list("account_id", "account__name", "x", "y")
    return PickedAccounts(
        url=f"{reverse('accounts:index')}?selection={held.pk}",
        points=[PickedAccount(id=pk, name=name, lon=x, lat=y) for pk, name, x, y in rows],
    )


@router.get("/points", response=PointsLegend)
def points(request: HttpRequest) -> PointsLegend:
    """Return the legend of the map's accounts; conditions are those of the list of accounts."""
    return legend(current(request), request.GET)


@router.get("/{int:account_id}/card", response=AccountCard)
def account_card(request: HttpRequest, account_id: int) -> AccountCard:
    """Return the figures of one account for its card on the map."""
    return card(visible_account(request, account_id), current(request))


@router.get("/search", response=list[Found])
def search(request: HttpRequest, q: Words = "") -> list[Found]:
    """Return the accounts whose name or code begins with some words, else holds them."""
    q = q.strip()
    if len(q) < 2:
        return []
    visible = Account.objects.visible_to(current(request))
    begins = visible.filter(name__istartswith=q) | visible.filter(code__istartswith=q)
    accounts = list(begins.order_by("name", "pk")[:MOST])
    if len(accounts) < MOST:
        rest = visible.filter(name__icontains=q).exclude(pk__in=[a.pk for a in accounts])
        accounts += rest.order_by("name", "pk")[: MOST - len(accounts)]
    sites = Site.objects.filter(account__in=accounts, is_main=True).annotate(
        unit_lon=F("unit__lon"), unit_lat=F("unit__lat"), unit_name=F("unit__name")
    )
    site_of = {site.account_id: site for site in sites}
    return [_found(account, site_of.get(account.pk)) for account in accounts]


def _found(account: Account, site: Site | None) -> Found:
    """Return one account with where it is."""
    lon = lat = None
    town = ""
    if site is not None:
        known = site.lon is not None
        lon = site.lon if known else site.unit_lon  # type: ignore[attr-defined]
        lat = site.lat if known else site.unit_lat  # type: ignore[attr-defined]
        town = site.place or site.unit_name or ""  # type: ignore[attr-defined]
    return Found(
        type="account",
        id=account.pk,
        name=account.name,
        detail=" · ".join(part for part in (account.code, town) if part),
        lon=lon,
        lat=lat,
        bbox=None
        if lon is None or lat is None
        else (lon - REACH, lat - REACH, lon + REACH, lat + REACH),
        url=reverse("accounts:detail", args=[account.pk]),
    )
