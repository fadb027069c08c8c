"""How an opportunity stands today: on track, without a next step, stalled, overdue, won, lost."""

from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.sales.models import Stage

STANDING = (
    ("overdue", _("Close date passed")),
    ("stalled", _("Stalled")),
    ("no_step", _("No next step")),
    ("on_track", _("On track")),
    ("won", _("Won")),
    ("lost", _("Lost")),
)


def stalled() -> Q:
    """Keep the opportunities that stand in a stage for longer than it allows."""
    now, found = timezone.now(), Q(pk__in=[])
    for pk, days in Stage.objects.exclude(stall_days=None).values_list("pk", "stall_days"):
        found |= Q(stage=pk, stage_since__lt=now - timedelta(days=days or 0))
    return found


def without_step() -> Q:
    """Keep the opportunities for which nothing is planned."""
    planned = Activity.objects.open().order_by()
    mine = planned.filter(opportunities=OuterRef("pk"))
    after = planned.filter(follows__opportunities=OuterRef("pk"))
    return ~Exists(mine) & ~Exists(after)


def standing() -> Combinable:
    """Return the expression that tells how an opportunity stands."""
    return Case(
        When(stage__kind=Stage.Kind.WON, then=Value("won")),
        When(stage__kind=Stage.Kind.LOST, then=Value("lost")),
        When(close_on__lt=today(), then=Value("overdue")),
        When(stalled(), then=Value("stalled")),
        When(without_step(), then=Value("no_step")),
        default=Value("on_track"),
    )
