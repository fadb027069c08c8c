"""How a promise stands on a day: kept in time, kept late, late, or still to be kept."""

from datetime import date

from django.db.models import Case, F, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

STANDING = (
    ("late", _("Late")),
    ("open", _("To be kept")),
    ("kept", _("Kept")),
    ("kept_late", _("Kept late")),
)


def promise_standing(day: date) -> Combinable:
    """Return the expression that tells how a promise stands on a day."""
    return Case(
        When(kept_on__gt=F("due_on"), then=Value("kept_late")),
        When(kept_on__isnull=False, then=Value("kept")),
        When(due_on__lt=day, then=Value("late")),
        default=Value("open"),
    )
