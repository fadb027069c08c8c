"""Which state of the accounts is drawn: what is kept of them is kept by this."""

from django.db.models import Max

from comarca.accounts.freshness import Freshness
from comarca.accounts.models import Account, Ownership, Site
from comarca.base.dates import today


def data_version() -> str:
    """Return a short text that differs whenever the accounts on the map may differ.

    Four look-ups by primary key, whatever the number of accounts; the day is part of it,
    because owners change at midnight.
    """
    changes = Freshness.objects.filter(pk=1).values_list("changes", flat=True).first() or 0
    newest = [
        model.objects.aggregate(newest=Max("pk"))["newest"] or 0
        for model in (Account, Site, Ownership)
    ]
    return "-".join(str(part) for part in (changes, *newest, today().toordinal()))
