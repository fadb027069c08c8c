"""Looks through all accounts for the same customer twice, in the worker."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.accounts.duplicates.models import DuplicatePair
from comarca.accounts.duplicates.records import columns_of, records
from comarca.base.linkage import link

Report = Callable[[float, str], None]
# What is asked about at least, and how many pairs are kept to be asked about, the surest first.
LEAST, MOST, AT_ONCE = 0.5, 10_000, 1000


def scan(report: Report) -> int:
    """Find the probable duplicates anew and return how many are to be decided.

    What somebody has called different stays so; what no longer looks alike is forgotten.
    """
    report(0.05, _("Reading the accounts…"))
    known = records()
    if len(known) < 2:
        DuplicatePair.objects.open().delete()
        return 0
    report(0.2, _("Comparing names, numbers, addresses and places…"))
    ids = list(known)
    links = link(columns_of(list(known.values())), least=LEAST)[:MOST]
    report(0.9, _("Keeping what looks alike…"))
    found = {(ids[one.left], ids[one.right]): one.probability for one in links}
    _keep(found)
    return DuplicatePair.objects.open().count()


def _keep(found: dict[tuple[int, int], float]) -> None:
    """Write the pairs, a thousand at a time, and forget the open ones that were not found again."""
    old = {
        (left, right): pk
        for pk, left, right in DuplicatePair.objects.open().values_list("pk", "left", "right")
    }
    gone = [pk for pair, pk in old.items() if pair not in found]
    pairs = [DuplicatePair(left_id=a, right_id=b, probability=p) for (a, b), p in found.items()]
    for start in range(0, max(len(pairs), len(gone)), AT_ONCE):
        with transaction.atomic():
            DuplicatePair.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
            DuplicatePair.objects.bulk_create(
                pairs[start : start + AT_ONCE], update_conflicts=True,
                unique_fields=["left", "right"], update_fields=["probability"],
            )  # fmt: skip
