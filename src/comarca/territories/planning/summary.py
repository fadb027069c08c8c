"""An answer of the optimiser as the API shows it."""

from typing import Any

from comarca.territories.models import Proposal
from comarca.territories.planning.sentences import violations

FIGURES = ("worst_deviation", "mean_km", "travel", "moved", "feasible", "finished", "bound_gap",
           "totals", "cut", "new")  # fmt: skip


def summary(proposal: Proposal) -> dict[str, Any]:
    """Return what a proposal promises, and its division in two columns."""
    return {
        "id": proposal.pk,
        "kind": proposal.kind,
        "plan_version": proposal.plan_version,
        "taken_at": proposal.taken_at,
        "violations": violations(proposal),
        **{name: proposal.report.get(name) for name in FIGURES},
        "assignment": proposal.assignment,
        "territories": sorted({t for t in proposal.assignment.get("territory", []) if t}),
    }
