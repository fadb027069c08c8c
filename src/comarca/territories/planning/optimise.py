"""Divide a plan three ways and keep each answer as a proposal."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from comarca.engine.territories import Result, align
from comarca.territories.models import Plan, Proposal
from comarca.territories.planning.arrays import PlanArrays
from comarca.territories.planning.oversized import subdivide_oversized
from comarca.territories.planning.proposals import keep
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
    answers: list[tuple[str, Result]] = []
    for number, (kind, knobs) in enumerate(VARIANTS):

        def say(share: float, text: str, begun: int = number) -> bool | None:
            return report((begun + share) / len(VARIANTS), text, **best_so_far(answers))

        options = arrays.options(
            seed=settings.seed + (number if arrays.current is None else 0),
            time_limit=settings.time_limit / len(VARIANTS),
            **knobs,
        )
        result = align(arrays.problem, options, say)
        answers.append((kind, result))
        if result.stopped == "cancelled":
            break
    return [keep(arrays, kind, result, job) for kind, result in answers]


def best_so_far(answers: Sequence[tuple[str, Result]]) -> dict[str, Any]:
    """Return the best answer so far in three figures; nothing before the first."""
    if not answers:
        return {}
    kind, result = min(answers, key=lambda pair: len(pair[1].violations))
    worst = max((float(np.abs(d).max()) for d in result.deviation.values()), default=0.0)
    return {
        "best": {
            "kind": kind,
            "worst_deviation": worst,
            "mean_km": result.cost["mean_distance"] / 1000,
            "cut": result.cost["border"],
        }
    }
