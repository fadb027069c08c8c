"""What accounts put into the pages: their place in the navigation, and a page to be filled."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.accounts.access import visible_account
from comarca.ui import navigation, panels

navigation.register(
    navigation.NavItem(
        "accounts", _("Accounts"), "building-store", "accounts:index", 30, "records.read"
    )
)
panels.places.register(
    panels.Place(
        "account", visible_account, lambda account: reverse("accounts:detail", args=[account.pk])
    )
)
