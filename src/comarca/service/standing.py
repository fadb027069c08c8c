"""How a case's clocks stand, worked out by the database: to filter, to group and to report."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.translation import pgettext_lazy

STANDING = (
    ("in_time", pgettext_lazy("clock", "In time")),
    ("late", pgettext_lazy("clock", "Late")),
    ("running", pgettext_lazy("clock", "Running")),
    ("overdue", pgettext_lazy("clock", "Overdue")),
    ("paused", pgettext_lazy("clock", "Paused")),
)


def first_answer_standing() -> Combinable:
    """Return what tells how the first answer stands; null where there is no limit."""
    return _standing("first_answer")


def resolution_standing() -> Combinable:
    """Return what tells how the resolution stands; null where there is no limit."""
    return _standing("resolution")


def _standing(clock: str) -> Combinable:
    """Return the expression of one clock: its minutes are set once it has ended."""
    minutes, limit, due = f"{clock}_minutes", f"{clock}_limit", f"{clock}_due"
    return Case(
        When(**{f"{limit}__isnull": True}, then=Value(None)),
        When(**{f"{minutes}__lte": F(limit)}, then=Value("in_time")),
        When(**{f"{minutes}__gt": F(limit)}, then=Value("late")),
        When(paused_at__isnull=False, then=Value("paused")),
        When(**{f"{due}__lte": timezone.now()}, then=Value("overdue")),
        default=Value("running"),
        output_field=CharField(),
    )


OPINIONS = (
    ("good", pgettext_lazy("opinion", "Satisfied")),
    ("middle", pgettext_lazy("opinion", "Neutral")),
    ("bad", pgettext_lazy("opinion", "Dissatisfied")),
)


def opinion() -> Combinable:
    """Return what tells whether a score is good (9, 10 of NPS; 4, 5 of CSAT); null: no answer."""
    return Case(
        When(score__isnull=True, then=Value(None)),
        When(survey__scale="nps", score__gte=9, then=Value("good")),
        When(survey__scale="nps", score__gte=7, then=Value("middle")),
        When(survey__scale="csat", score__gte=4, then=Value("good")),
        When(survey__scale="csat", score=3, then=Value("middle")),
        default=Value("bad"),
        output_field=CharField(),
    )
