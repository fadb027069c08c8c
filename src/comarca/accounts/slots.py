"""What accounts put into the pages: their place in the navigation, and a page to be filled."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comarca.accounts.access import visible_account
from comarca.accounts.models import Account, DuplicatePair, Merge, Ownership
from comarca.base.dates import today
from comarca.team.access import current
from comarca.ui import actions, attention, navigation, panels
from comarca.ui.attachments import attach_to

SHOWN = 5
CANDIDATES = 20  # on each side; some of the others may be none of the reader's business

navigation.register(
    navigation.NavItem(
        "accounts",
        _("Accounts"),
        "building-store",
        "accounts:index",
        30,
        "records.read",
        section="customers",
    )
)


def _grid(target: Any) -> str:
    """Lead to the page where a grid is laid over the accounts."""
    return reverse("accounts:grid")


actions.register(
    actions.Action("layers", "grid", _("Make a grid"), "hexagons", _grid, action="geography.edit")
)
panels.places.register(
    panels.Place(
        "account", visible_account, lambda account: reverse("accounts:detail", args=[account.pk])
    )
)
attach_to("account", "accounts.write")


def _same(request: HttpRequest, account: Any) -> dict[str, Any] | None:
    """Show which accounts may be the same customer, and which were merged."""
    # First which ones, by the index of each side: asked together, the order decides the index.
    open_pairs = DuplicatePair.objects.open().order_by()
    ids = [
        pk
        for side in ("left", "right")
        for pk in open_pairs.filter(**{side: account}).values_list("pk", flat=True)[:CANDIDATES]
    ]
    pairs = []
    if ids:
        found = DuplicatePair.objects.visible_to(current(request)).filter(pk__in=ids)
        pairs = list(found.select_related("left", "right")[:SHOWN])
    both = Merge.objects.filter(Q(survivor=account) | Q(gone=account), undone_at=None)
    merges = list(both.select_related("survivor", "gone", "created_by")[:SHOWN])
    others = [(pair, pair.right if pair.left_id == account.pk else pair.left) for pair in pairs]
    return {"account": account, "pairs": others, "merges": merges} if others or merges else None


panels.register(
    panels.Panel(
        "account", "same", _("The same customer twice?"), "accounts/merges.html", _same, 15,
        action="accounts.write", lazy=False,
    )
)  # fmt: skip


def _duplicates(target: Any) -> str:
    """Lead to the accounts that may be the same customer."""
    return reverse("accounts:duplicates")


actions.register(
    actions.Action(
        "accounts", "duplicates", _("Duplicates"), "copy", _duplicates, 60, action="accounts.write"
    )
)


def _attention(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell of accounts that are not on the map, and of those that nobody has."""
    open_ones = Account.objects.visible_to(current(request)).exclude(status=Account.Status.CLOSED)
    if n := open_ones.off_the_map().count():
        text = ngettext("%(n)s account is not on the map.", "%(n)s accounts are not on the map.", n)
        address = reverse("accounts:index", query={"unit": "none"})
        detail = _("They count for no territory until they are placed.")
        yield attention.Attention(text % {"n": n}, address, detail=str(detail))
    owned = Ownership.objects.on(today())
    if owned.exists() and (n := open_ones.exclude(pk__in=owned.values("account")).count()):
        text = ngettext(
            "%(n)s account has no sales representative.",
            "%(n)s accounts have no sales representative.",
            n,
        )
        address = reverse("accounts:index", query={"owner": "none"})
        yield attention.Attention(text % {"n": n}, address)


attention.register(attention.Source("accounts", _attention, 20, "records.read"))
