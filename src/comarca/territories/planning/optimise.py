"""Divide a plan three ways and keep each answer as a proposal."""

from collections.abc import Callable, Sequence
from typing import Any

from comarca.engine.territories import align
from comarca.territories.models import Plan, Proposal
from comarca.territories.planning.arrays import PlanArrays
from comarca.territories.planning.oversized import subdivide_oversized
from comarca.territories.planning.proposals import keep
from comarca.territories.planning.sentences import progress
from comarca.territories.planning.settings import OptimiserSettings

Report = Callable[..., bool | None]

# ``moved_weight`` prices moving everything at this multiple of the whole cost of distance: at 0.7
# a change must pay for itself, at the engine's preset of 4 nearly nothing moves.
VARIANTS: tuple[tuple[str, dict[str, Any]], ...] = (
    (Proposal.Kind.COMPACT, {"balance": 1.0, "moved_weight": 0.0}),
    (Proposal.Kind.FAIR, {"balance": 0.3, "moved_weight": 0.0}),
    (Proposal.Kind.LEAST_CHANGE, {"balance": 1.0, "moved_weight": 0.7}),
)


def optimise(
    plan: Plan, settings: OptimiserSettings, report: Report, job: Any = None
) -> list[Proposal]:
    """Divide a plan three ways; ``report`` hears the share done, a sentence and the best so far.

    Raises ``CannotOptimise`` with a remedy where the plan cannot be divided as asked.
    """
    if settings.subdivide:
        subdivide_oversized(PlanArrays(plan, settings), getattr(job, "requested_by", None))
    arrays = PlanArrays(plan, settings)
    found: list[Proposal] = []
    for number, (kind, knobs) in enumerate(VARIANTS):
        options = arrays.options(
            seed=settings.seed + (number if arrays.current is None else 0),
            time_limit=settings.time_limit / len(VARIANTS),
            **knobs,
        )
        result = align(arrays.problem, options, _teller(report, kind, number, best_so_far(found)))
        found.append(keep(arrays, kind, result, job))
        if result.stopped == "cancelled":
            break
    return found


def _teller(
    report: Report, kind: str, number: int, best: dict[str, Any]
) -> Callable[[float, str], bool | None]:
    """Return what tells the job how far one of the searches is."""
    text = progress(kind, best.get("best"))

    def say(share: float, _text: str = "") -> bool | None:
        return report((number + share) / len(VARIANTS), text, **best)

    return say


def best_so_far(found: Sequence[Proposal]) -> dict[str, Any]:
    """Return the best answer so far: fewest broken conditions, then balance; empty before any."""
    if not found:
        return {}
    rows = [(proposal.kind, proposal.report) for proposal in found]
    kind, report = min(rows, key=lambda row: (len(row[1]["violations"]), _worst(row[1])))
    return {
        "best": {
            "kind": kind,
            "worst_deviation": _worst(report),
            "mean_km": report["mean_km"],
            "cut": report["cut"],
        }
    }


def _worst(report: dict[str, Any]) -> float:
    return max(report["worst_deviation"].values(), default=0.0)
