"""Accounts as JSON: what the map asks of them."""

from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Schema

from comarca.accounts.access import visible_account
from comarca.accounts.models import Account, Site
from comarca.accounts.points_legend import AccountCard, PointsLegend, card, legend
from comarca.team.access import current
from comarca.ui.lists.models import Selection

router = Router(tags=["accounts"])


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
