"""Rows that belong to an account: whoever may see the account may see them."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from comarca.accounts.models import Account
from comarca.base.among import Among
from comarca.team.visibility import visible_people_ids

Row = TypeVar("Row", bound=models.Model)


class OfAccountQuerySet(models.QuerySet[Row]):
    """Rows with an ``account``, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return the rows of the accounts that a user may see, archived accounts included."""
        if visible_people_ids(user) is None:
            return self.all()
        return self.filter(account__in=Account.objects.visible_to(user, archived=True))


class OfAccountOrOwnerQuerySet(models.QuerySet[Row]):
    """Rows with an ``owner`` and, most of them, an ``account``."""

    def visible_to(self, user: Any) -> Self:
        """Return those of the accounts a user sees, and their people's without an account."""
        ids = visible_people_ids(user)
        if ids is None:
            return self.all()
        accounts = Account.objects.visible_to(user, archived=True).values("pk")
        return self.filter(Q(Among("account_id", accounts)) | Q(account=None, owner__in=ids))
