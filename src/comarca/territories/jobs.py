"""The optimiser as long work: in the worker, with progress, never hanging."""

from typing import Any

from django.shortcuts import get_object_or_404

from comarca.base.jobs import Job, JobCancelled, runner
from comarca.territories.models import Plan

KIND = "territories.optimise"


@runner(KIND)
def optimise(job: Job) -> dict[str, Any]:
    """Make three proposals for a plan; cancelling keeps the best so far."""
    from comarca.territories.planning import Wish
    from comarca.territories.planning import optimise as divide

    plan = get_object_or_404(Plan.objects.select_related("layer"), pk=job.payload["plan"])
    plan.proposals.filter(taken_at=None).delete()

    def report(share: float, message: str = "", **best: Any) -> bool:
        try:
            job.report(share, message, **best)
        except JobCancelled:
            return False
        return True

    proposals = divide(plan, Wish.read(job.payload), report, job)
    found = [proposal.pk for proposal in proposals]
    return {"proposals": found, "next": f"/plans/{plan.pk}/proposals/"}
