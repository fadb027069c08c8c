"""One small number that says whether what is drawn of the accounts is still true."""

from django.db import models
from django.db.models import F


class Freshness(models.Model):
    """A count of the changes to accounts; one row."""

    changes = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "freshness"

    def __str__(self) -> str:
        return str(self.changes)


def touch() -> None:
    """Say that accounts, their places or their owners have changed."""
    if not Freshness.objects.filter(pk=1).update(changes=F("changes") + 1):
        Freshness.objects.get_or_create(pk=1, defaults={"changes": 1})
