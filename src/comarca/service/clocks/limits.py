"""The two clocks of a case: when its limits end, when to warn, what its state means for them.

Nothing here is saved: ``settle`` works out the columns, the verbs in ``cases.editing`` write them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from comarca.service.clocks.working import NeverDue, WorkingCalendar
from comarca.service.models import Case, ServiceLevel

RANK = {Case.Alarm.NONE: 0, Case.Alarm.WARNED: 1, Case.Alarm.ESCALATED: 2}
COLUMNS = (
    "solved_at", "closed_at", "first_answered_at", "first_answer_limit", "resolution_limit",
    "first_answer_due", "resolution_due", "paused_at", "paused_seconds", "alarm", "alarm_at",
    "first_answer_minutes", "resolution_minutes",
)  # fmt: skip


def due_after(
    calendar: WorkingCalendar, opened: datetime, minutes: float, paused_seconds: int
) -> datetime | None:
    """Return when a limit ends: so much working time after opening, pauses added; None: never."""
    try:
        return calendar.after(opened, timedelta(minutes=minutes, seconds=paused_seconds))
    except NeverDue:
        return None


def settle(case: Case, now: datetime, *, relevel: bool = False) -> None:
    """Bring a case's clocks in line with its state, queue and priority at a moment."""
    calendar = case.queue.calendar
    _pause_or_resume(case, calendar, now)
    _begin_or_end(case, calendar, now)
    if relevel or case.resolution_limit is None:
        _take_limits(case)
    _set_due(case, calendar)
    set_alarm(case, calendar, now)


def values_of(case: Case) -> dict[str, Any]:
    """Return the columns that ``settle`` works out."""
    return {name: getattr(case, name) for name in COLUMNS}


def worked_minutes(case: Case, calendar: WorkingCalendar, until: datetime) -> int:
    """Return the working minutes from opening to a moment, pauses left out."""
    passed = calendar.between(case.opened_at, until).total_seconds() - case.paused_seconds
    return max(round(passed / 60), 0)


def _pause_or_resume(case: Case, calendar: WorkingCalendar, now: datetime) -> None:
    """Stop the clocks while the customer has to act or nothing is left to do, else let them run."""
    if case.is_running and case.paused_at is not None:
        passed = calendar.between(case.paused_at, now)
        case.paused_seconds += int(passed.total_seconds())
        case.paused_at = None
    elif not case.is_running and case.paused_at is None:
        case.paused_at = max(now, case.opened_at)


def _begin_or_end(case: Case, calendar: WorkingCalendar, now: datetime) -> None:
    if case.first_answered_at is not None and case.first_answer_minutes is None:
        case.first_answer_minutes = worked_minutes(case, calendar, case.first_answered_at)
    if not case.is_over:
        case.solved_at = case.closed_at = case.resolution_minutes = None
        return
    if case.solved_at is None:
        case.solved_at = now
        stopped = case.paused_at or now
        case.resolution_minutes = worked_minutes(case, calendar, min(stopped, now))
    if case.state == Case.State.CLOSED:
        case.closed_at = case.closed_at or now
    else:
        case.closed_at = None


def _take_limits(case: Case) -> None:
    """Take the limits of the queue and priority; without a service level there are none."""
    level = ServiceLevel.objects.filter(
        queue=case.queue_id, priority=case.priority, archived_at=None
    ).first()
    case.first_answer_limit = int(level.first_answer * 60) if level else None
    case.resolution_limit = int(level.resolution * 60) if level else None


def _set_due(case: Case, calendar: WorkingCalendar) -> None:
    """Set the ends of the limits; the one of the first answer stays once it was given."""
    if case.first_answered_at is None:
        limit = case.first_answer_limit
        case.first_answer_due = limit and due_after(  # type: ignore[assignment]
            calendar, case.opened_at, limit, case.paused_seconds
        )
    if not case.is_over:
        limit = case.resolution_limit
        case.resolution_due = limit and due_after(  # type: ignore[assignment]
            calendar, case.opened_at, limit, case.paused_seconds
        )


def set_alarm(case: Case, calendar: WorkingCalendar, now: datetime) -> None:
    """Say how far the alarm has gone at most, and when it goes further next.

    An alarm only goes up by being told (``cases.alarms``); it goes down when its reason is gone.
    """
    moments = sorted(_moments(case, calendar)) if case.is_running else []
    if case.is_running:
        reached = max((RANK[stage] for at, stage in moments if at <= now), default=0)
        if RANK[Case.Alarm(case.alarm)] > reached:
            case.alarm = next(stage for stage, rank in RANK.items() if rank == reached)
    rank = RANK[Case.Alarm(case.alarm)]
    case.alarm_at = next((at for at, stage in moments if RANK[stage] > rank), None)


def stage_at(case: Case, calendar: WorkingCalendar, now: datetime) -> Case.Alarm:
    """Return how far the alarm of a running case has gone at a moment."""
    reached = [stage for at, stage in _moments(case, calendar) if at <= now]
    return max(reached, key=RANK.__getitem__, default=Case.Alarm.NONE)


def _moments(case: Case, calendar: WorkingCalendar) -> Iterator[tuple[datetime, Case.Alarm]]:
    """Yield when each clock that still runs warns and when it escalates."""
    clocks = [(case.resolution_limit, case.resolution_due)]
    if case.first_answered_at is None:
        clocks.append((case.first_answer_limit, case.first_answer_due))
    for limit, due in clocks:
        if limit is not None and due is not None:
            early = limit * case.queue.warn_at / 100
            warns = due_after(calendar, case.opened_at, early, case.paused_seconds)
            yield warns or due, Case.Alarm.WARNED
            yield due, Case.Alarm.ESCALATED
