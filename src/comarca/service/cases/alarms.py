"""Warns of time limits that are near and escalates those that were missed; each is told once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from comarca.base.events import record
from comarca.service.cases import actions
from comarca.service.clocks.limits import set_alarm, stage_at
from comarca.service.models import Case

AT_ONCE = 1000


def tell_due(now: datetime | None = None) -> int:
    """Tell of every case whose alarm is due and return how many; of two workers, one tells."""
    now = now or timezone.now()
    due = Case.objects.running().filter(alarm_at__lte=now).order_by("alarm_at", "pk")
    rows = due.select_related("queue", "owner")[:AT_ONCE]
    return sum(_tell(case, now) for case in rows)


def _tell(case: Case, now: datetime) -> bool:
    before, was = case.alarm_at, case.alarm
    calendar = case.queue.calendar
    case.alarm = stage_at(case, calendar, now)
    set_alarm(case, calendar, now)
    mine = Case.objects.running().filter(pk=case.pk, alarm_at=before, alarm=was)
    with transaction.atomic():
        if not mine.update(alarm=case.alarm, alarm_at=case.alarm_at) or case.alarm == was:
            return False
        if case.alarm == Case.Alarm.ESCALATED:
            record(case, actions.ESCALATED, told=_told(case))
        else:
            record(case, actions.WARNED, owner=case.owner_id)
    return True


def _told(case: Case) -> list[int]:
    """Return who learns of an escalation: who is in charge, their manager, the queue's own."""
    manager = case.owner.manager_id if case.owner else None
    told = (case.owner_id, manager, case.queue.escalate_to_id)
    return sorted({one for one in told if one is not None})
