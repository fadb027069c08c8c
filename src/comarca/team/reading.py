"""What the company keeps for everybody who may read records at all."""

from typing import Any, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class ForReadersQuerySet(models.QuerySet[Row]):
    """Rows that belong to nobody: short lists, the catalogue, what is running."""

    def visible_to(self, user: Any) -> Self:
        """Return all rows to whoever may read records, else none."""
        return self.all() if user.may("records.read") else self.none()
