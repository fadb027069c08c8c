"""Stays in stages, kept with each change of state; anew for many at once after a bulk load."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Case, Q, When
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate
from django.utils import timezone

from comarca.sales.models import Opportunity, StageStay
from comarca.sales.pipeline.cycle import DaysBetween

BLOCK = 2000


def begin_stay(row: Opportunity, at: datetime) -> None:
    """Begin the first stay of a new opportunity."""
    StageStay.objects.create(
        opportunity=row, stage_id=row.stage_id, owner_id=row.owner_id, account_id=row.account_id,
        entered_at=at, is_begun_known=is_known(row.opened_on, at), is_first=True,
    )  # fmt: skip


def keep_stay(row: Opportunity, at: datetime) -> None:
    """Bring the stays of an opportunity up to date with the stage it has from a moment on."""
    now = StageStay.objects.filter(opportunity=row, left_at=None).first()
    if now is not None and now.stage_id == row.stage_id:
        if (now.owner_id, now.account_id) != (row.owner_id, row.account_id):
            _hand_over(now, row)
        return
    if now is not None and now.entered_at >= at:  # the same moment: it was never in that stage
        StageStay.objects.filter(pk=now.pk).delete()
        if _again_in_the_last(row, now):
            return
    elif now is not None:
        StageStay.objects.filter(pk=now.pk).update(left_at=at)
    mine = StageStay.objects.filter(opportunity=row)
    StageStay.objects.create(
        opportunity=row, stage_id=row.stage_id, owner_id=row.owner_id, account_id=row.account_id,
        entered_at=at,
        is_begun_known=mine.exists() or is_known(row.opened_on, at),
        is_first=not mine.filter(stage=row.stage_id).exists(),
    )  # fmt: skip


def _again_in_the_last(row: Opportunity, gone: StageStay) -> bool:
    """Go on with the stay before, if it was in the stage that an opportunity is put back into."""
    before = StageStay.objects.filter(opportunity=row, left_at=gone.entered_at).first()
    if before is None or before.stage_id != row.stage_id:
        return False
    StageStay.objects.filter(pk=before.pk).update(left_at=None)
    _hand_over(before, row)
    return True


def _hand_over(stay: StageStay, row: Opportunity) -> None:
    """Let a stay be whose the opportunity is now, and at its account."""
    StageStay.objects.filter(pk=stay.pk).update(owner=row.owner_id, account=row.account_id)


def keep_beginning(row: Opportunity) -> None:
    """Say anew whether the first stay began with the opportunity, after its opening changed."""
    first = StageStay.objects.filter(opportunity=row).order_by("entered_at").first()
    if first is not None:
        known = is_known(row.opened_on, first.entered_at)
        StageStay.objects.filter(pk=first.pk).update(is_begun_known=known)


def is_known(opened_on: date | None, entered_at: datetime) -> bool:
    """Return whether the first stay began when the opportunity did."""
    return opened_on is None or opened_on >= timezone.localtime(entered_at).date()


def stays_of(states: Iterable[Any], opened_on: date | None) -> Iterator[dict[str, Any]]:
    """Yield the stays that the states of one opportunity, in order, come to.

    A state has ``stage_id``, ``owner_id``, ``account_id``, ``valid_from`` and ``valid_to``.
    """
    seen: set[int] = set()
    for at, (stage, part) in enumerate(groupby(states, key=lambda one: one.stage_id)):
        every = list(part)
        first, last = every[0], every[-1]
        yield {
            "stage_id": stage, "owner_id": last.owner_id, "account_id": last.account_id,
            "entered_at": first.valid_from, "left_at": last.valid_to, "is_first": stage not in seen,
            "is_begun_known": at > 0 or is_known(opened_on, first.valid_from),
        }  # fmt: skip
        seen.add(stage)


def work_out_again(states: Any, stays: Any) -> int:
    """Make all stays anew from the states (managers of both); return how many there are."""
    stays.all().delete()
    rows = states.order_by("opportunity_id", "valid_from").select_related("opportunity")
    waiting, count = [], 0
    for opportunity, part in groupby(rows.iterator(BLOCK), key=lambda one: one.opportunity_id):
        every = list(part)
        mine = stays_of(every, every[0].opportunity.opened_on)
        waiting += [stays.model(opportunity_id=opportunity, **values) for values in mine]
        if len(waiting) >= BLOCK:
            count += len(stays.bulk_create(waiting))
            waiting = []
    return count + len(stays.bulk_create(waiting))


def days() -> Combinable:
    """Return the days of a stay that has ended and whose beginning is known."""
    ended = Q(left_at__isnull=False, is_begun_known=True)
    return Case(When(ended, then=DaysBetween(TruncDate("left_at"), TruncDate("entered_at"))))
