"""The product lines of an opportunity, and how old opportunities are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from comarca.base import writing
from comarca.base.dates import today
from comarca.base.objects import registry
from comarca.sales.models import Opportunity, OpportunityLine
from comarca.sales.pipeline import editing

KEY = "opportunity_line"


@transaction.atomic
def create(values: Mapping[str, Any], actor: Any) -> OpportunityLine:
    """Add a line, and work the value out again if it follows from the lines."""
    row: OpportunityLine = writing.insert(registry.find(KEY), values, actor)
    editing.revalue(row.opportunity)
    return row


@transaction.atomic
def change(
    row: OpportunityLine, version: int | None, values: Mapping[str, Any], actor: Any
) -> OpportunityLine:
    """Change a line, and work the value out again."""
    fresh: OpportunityLine = writing.take(OpportunityLine, row.pk, version)
    writing.write(registry.find(KEY), fresh, values, actor)
    for key in {row.opportunity_id, fresh.opportunity_id}:
        editing.revalue(Opportunity.objects.get(pk=key))
    return fresh


def ages(rows: Sequence[Any]) -> dict[int, int]:
    """Return how many days each opportunity is (or was) open."""
    return {row.pk: (_end(row) - (row.opened_on or _made(row))).days for row in rows}


def _end(row: Opportunity) -> date:
    return localdate(row.closed_at) if row.closed_at else today()


def _made(row: Opportunity) -> date:
    return localdate(row.created_at)
