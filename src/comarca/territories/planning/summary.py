"""An answer of the optimiser as the pages show it."""

from typing import Any

from comarca.territories.models import Proposal


def summary(proposal: Proposal) -> dict[str, Any]:
    """Return what a proposal promises, and its division in two columns."""
    report = proposal.report
    names = ("worst_deviation", "mean_km", "travel", "moved", "feasible", "violations",
             "bound_gap", "totals", "cut")  # fmt: skip
    return {
        "id": proposal.pk,
        "kind": proposal.kind,
        "plan_version": proposal.plan_version,
        "taken_at": proposal.taken_at,
        **{name: report.get(name) for name in names},
        "assignment": proposal.assignment,
        "territories": sorted({t for t in proposal.assignment.get("territory", []) if t}),
    }
