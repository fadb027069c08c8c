"""What accounts put into the pages: their place in the navigation, and a page to be filled."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.accounts.access import visible_account
from comarca.ui import actions, navigation, panels

navigation.register(
    navigation.NavItem(
        "accounts", _("Accounts"), "building-store", "accounts:index", 30, "records.read"
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
