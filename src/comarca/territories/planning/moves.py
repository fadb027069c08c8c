"""Why each unit of a proposal changes territory, one sentence each, page by page."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from comarca.geography.models import GeoUnit
from comarca.territories.models import Proposal
from comarca.territories.planning.sentences import reason

PER_PAGE = 50


@dataclass(frozen=True)
class Move:
    """A unit, the territories it leaves and enters, and why."""

    unit: str
    before: str
    after: str
    why: str


def moves_page(proposal: Proposal, number: str | None) -> Page[Any]:
    """Return one page of the units that move, heaviest first."""
    page = Paginator(proposal.report.get("reasons", []), PER_PAGE).get_page(number)
    rows = list(page.object_list)
    unit = dict(GeoUnit.objects.filter(pk__in=[r[0] for r in rows]).values_list("pk", "name"))
    name = dict(proposal.plan.territories.values_list("pk", "name"))
    name |= {row["id"]: row["name"] for row in proposal.report.get("new", [])}
    page.object_list = [
        Move(unit.get(r[0], "–"), name.get(r[1], "–"), name.get(r[2], "–"), reason(r)) for r in rows
    ]
    return page
