"""Numbers of documents: one after the other in each year, none twice."""

from django.db import transaction
from django.db.models import F

from comarca.base.dates import today
from comarca.sales.models import Numbers


@transaction.atomic
def next_number(kind: str) -> str:
    """Return the next number of a kind of document: ``Q-2026-00012``."""
    year = today().year
    Numbers.objects.get_or_create(kind=kind, year=year)
    mine = Numbers.objects.filter(kind=kind, year=year)
    mine.update(next=F("next") + 1)  # locks the row until the end: of two, each gets its own
    return f"{kind}-{year}-{mine.get().next - 1:05d}"
