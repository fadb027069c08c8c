"""A case's clocks in words: ``2 h left of 8 h``, ``40 min late``, ``paused, 5 h left``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comarca.service.models import Case

SOON = 0.25  # of a limit that is left, from which on it is marked


@dataclass(frozen=True, slots=True)
class ClockFace:
    """One clock as a page shows it; ``level`` is one of ok, soon, late, paused, done."""

    label: str | Promise
    text: str
    level: str
    share: int  # per cent of the limit that have passed, at most 100
    due: datetime | None


def duration(minutes: float) -> str:
    """Return working time in words: hours and minutes, never days, since a day has how many?"""
    hours, rest = divmod(round(abs(minutes)), 60)
    if not hours:
        return _("%(m)d min") % {"m": rest}
    return _("%(h)d h %(m)d min") % {"h": hours, "m": rest} if rest else _("%(h)d h") % {"h": hours}


def faces(case: Case, now: datetime | None = None) -> list[ClockFace]:
    """Return the clocks of a case that have a limit."""
    return list(_faces(case, now or timezone.now()))


def next_face(case: Case, now: datetime | None = None) -> ClockFace | None:
    """Return the clock that ends next: of the first answer, else of the resolution."""
    running = [one for one in faces(case, now) if one.level not in {"done", "late_done"}]
    return running[0] if running else None


def _faces(case: Case, now: datetime) -> Iterator[ClockFace]:
    label = gettext_lazy("First answer")
    if case.first_answer_limit and case.first_answer_due:
        yield _face(
            case, label, case.first_answer_limit, case.first_answer_due,
            case.first_answered_at, case.first_answer_minutes, now,
        )  # fmt: skip
    if case.resolution_limit and case.resolution_due:
        yield _face(
            case, gettext_lazy("Resolution"), case.resolution_limit, case.resolution_due,
            case.solved_at, case.resolution_minutes, now,
        )  # fmt: skip


def _face(
    case: Case, label: str | Promise, limit: int, due: datetime, done: datetime | None,
    minutes: int | None, now: datetime,
) -> ClockFace:  # fmt: skip
    whole = duration(limit)
    if done is not None:
        text = _("after %(took)s of %(whole)s") % {"took": duration(minutes or 0), "whole": whole}
        return ClockFace(label, text, "done" if (minutes or 0) <= limit else "late_done", 100, due)
    calendar = case.queue.calendar
    at = case.paused_at or now
    left = (calendar.between(at, due) - calendar.between(due, at)) / timedelta(minutes=1)
    share = max(min(round(100 - left / limit * 100), 100), 0)
    said = {"left": duration(left), "whole": whole}
    if left < 0:
        return ClockFace(label, _("%(left)s late (limit %(whole)s)") % said, "late", 100, due)
    if case.paused_at is not None:
        text = _("paused, %(left)s left of %(whole)s") % said
        return ClockFace(label, text, "paused", share, due)
    level = "soon" if left <= limit * SOON else "ok"
    return ClockFace(label, _("%(left)s left of %(whole)s") % said, level, share, due)
