"""Rows that belong to an account: whoever may see the account may see them."""

from typing import Any, Self, TypeVar

from django.db import connection, models
from django.db.models import Q

from comarca.accounts.models import Account
from comarca.base.among import Among
from comarca.base.per_request import once
from comarca.team.visibility import visible_people_ids

Row = TypeVar("Row", bound=models.Model)
MANY = 2000  # from so many accounts on their rows are so many that a list meets them soon


class OfAccountQuerySet(models.QuerySet[Row]):
    """Rows with an ``account``, always read through ``visible_to``."""

    follows = "account"

    def visible_to(self, user: Any) -> Self:
        """Return the rows of the accounts that a user may see, archived accounts included."""
        if visible_people_ids(user) is None:
            return self.all()
        return self.filter(account__in=Account.objects.visible_to(user, archived=True))


class OfAccountOrOwnerQuerySet(models.QuerySet[Row]):
    """Rows with an ``owner`` and, most of them, an ``account``."""

    follows = "account"

    def visible_to(self, user: Any) -> Self:
        """Return those of the accounts a user sees, and their people's without an account."""
        ids = visible_people_ids(user)
        if ids is None:
            return self.all()
        accounts = Account.objects.visible_to(user, archived=True).values("pk")
        alone = Q(account=None, owner__in=ids)
        if connection.vendor == "postgresql" and not _are_many(user, accounts):
            return self.filter(Q(Among("account_id", accounts)) | alone)
        return self.filter(Q(account__in=accounts) | alone)


def _are_many(user: Any, accounts: "models.QuerySet[Account, Any]") -> bool:
    """Return whether somebody sees many accounts.

    PostgreSQL cannot know: it expects ten keys of an array, and half of all rows of a question
    beside an "or". Of few accounts it must gather the rows; of many it must walk through the
    newest until a page is full (two million activities, 5,000 accounts: 3 to 70 ms, not 600).
    """
    return once(f"many accounts {user.pk}", lambda: len(accounts[: MANY + 1]) > MANY)
