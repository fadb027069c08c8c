"""The states of opportunities: each change is kept, so that any past pipeline can be shown."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from comarca.sales.models import Opportunity, OpportunityState, StageStay
from comarca.sales.models.opportunities import OfOpportunityQuerySet
from comarca.sales.pipeline.stays import begin_stay, keep_stay

# Keeping a state keeps the stay in the stage, too (``stays.py``).
KEPT = ("account_id", "owner_id", "stage_id", "value", "currency", "probability", "close_on")


@transaction.atomic
def keep_state(row: Opportunity, at: datetime) -> bool:
    """Write down how an opportunity stands from a moment on; False where nothing differs."""
    last = OpportunityState.objects.filter(opportunity=row, valid_to=None).first()
    figures = {name: getattr(row, name) for name in KEPT}
    if last is not None and all(getattr(last, name) == value for name, value in figures.items()):
        return False
    if last is not None and last.valid_from >= at:  # the same moment: it never stood so
        OpportunityState.objects.filter(pk=last.pk).update(**figures)
        keep_stay(row, at)
        return True
    if last is not None:
        OpportunityState.objects.filter(pk=last.pk).update(valid_to=at)
    OpportunityState.objects.create(opportunity=row, valid_from=at, **figures)
    keep_stay(row, at)
    return True


def begin(row: Opportunity, at: datetime) -> None:
    """Write down how a new opportunity stands from its first moment on."""
    figures = {name: getattr(row, name) for name in KEPT}
    OpportunityState.objects.create(opportunity=row, valid_from=at, **figures)
    begin_stay(row, at)


def states_at(moment: datetime) -> OfOpportunityQuerySet:
    """Return how every opportunity stood at a moment; those put aside by then are left out."""
    begun = Q(valid_from__lte=moment) & (Q(valid_to__isnull=True) | Q(valid_to__gt=moment))
    kept = Q(opportunity__archived_at__isnull=True) | Q(opportunity__archived_at__gt=moment)
    return OpportunityState.objects.filter(begun & kept)


def known_since() -> datetime | None:
    """Return the first moment that any state is known of."""
    # The first stay begins with the first state, and an index has it at once.
    found = StageStay.objects.order_by("entered_at").values_list("entered_at", flat=True)
    return found.first()


def steps_of(row: Opportunity) -> Iterable[Any]:
    """Return the states of an opportunity, the newest first, with their stages."""
    return row.states.select_related("stage", "owner").order_by("-valid_from")
