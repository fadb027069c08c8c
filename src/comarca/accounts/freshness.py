"""One small number that says whether what is drawn of the accounts is still true."""

from django.db import models
from django.db.models import F, Max

from comarca.base.dates import today


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


def data_version() -> str:
    """Return a short text that differs whenever the accounts on the map may differ.

    Four look-ups by primary key, whatever the number of accounts; the day is part of it,
    because owners change at midnight.
    """
    from comarca.accounts.models import Account, Ownership, Site

    changes = Freshness.objects.filter(pk=1).values_list("changes", flat=True).first() or 0
    newest = [
        model.objects.aggregate(newest=Max("pk"))["newest"] or 0
        for model in (Account, Site, Ownership)
    ]
    return "-".join(str(part) for part in (changes, *newest, today().toordinal()))
