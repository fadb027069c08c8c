"""Rows that belong to an account: whoever may see the account may see them."""

from typing import Any, Self, TypeVar

from django.db import models

from comarca.accounts.models import Account
from comarca.team.visibility import visible_people_ids

Row = TypeVar("Row", bound=models.Model)


class OfAccountQuerySet(models.QuerySet[Row]):
    """Rows with an ``account``, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return the rows of the accounts that a user may see, archived accounts included."""
        if visible_people_ids(user) is None:
            return self.all()
        return self.filter(account__in=Account.objects.visible_to(user, archived=True))
