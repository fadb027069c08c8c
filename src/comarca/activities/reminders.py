"""Reminders: the worker tells the person in charge shortly before an activity begins."""

from datetime import datetime, timedelta

from django.utils import timezone

from comarca.activities.models import Activity
from comarca.base.events import record

LATE = timedelta(hours=12)  # what was due longer ago is told no more
AT_ONCE = 500


def remind_at(row: Activity, after: datetime | None = None) -> datetime | None:
    """Return when an activity is next to be told of; None if it is not.

    ``after`` is the moment up to which reminders have been told.
    """
    from comarca.activities.recurrence import next_occurrence

    if row.reminder is None or row.archived_at or not row.is_open:
        return None
    before = timedelta(minutes=row.reminder)
    begins = next_occurrence(row, (after or timezone.now() - LATE) + before)
    return None if begins is None else begins - before


def tell_due(now: datetime | None = None) -> int:
    """Tell of every activity whose reminder is due and return how many; each is told once."""
    now = now or timezone.now()
    due = Activity.objects.filter(remind_at__lte=now).order_by("remind_at", "pk")
    count = 0
    for row in due.select_related("owner")[:AT_ONCE]:
        following = remind_at(row, now) if row.repeats else None
        mine = Activity.objects.filter(pk=row.pk, remind_at=row.remind_at)
        is_fresh = row.remind_at is not None and now - row.remind_at < LATE
        if mine.update(remind_at=following) and row.is_open and is_fresh:
            record(row, "reminded", owner=row.owner_id, at=row.at.isoformat())
            count += 1
    return count
