"""The optimiser as long work: in the worker, with progress, never hanging."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, JobCancelled, runner
from comarca.team.models import Person
from comarca.territories.models import Plan
from comarca.territories.planning.settings import OptimiserSettings

KIND = "territories.optimise"


def ask(plan: Plan, settings: OptimiserSettings, person: Person) -> Job:
    """Queue the search for proposals."""
    return Job.ask(KIND, {"plan": plan.pk, **settings.stored()}, person)


@runner(KIND, _("Finding proposals"))
def optimise(job: Job) -> dict[str, Any]:
    """Make three proposals for a plan; cancelling keeps the best so far."""
    from comarca.territories.planning.optimise import optimise as divide

    plan = get_object_or_404(Plan.objects.select_related("layer"), pk=job.payload["plan"])

    def report(share: float, message: str = "", **best: Any) -> bool:
        try:
            job.report(share, message, **best)
        except JobCancelled:
            return False
        return True

    found = divide(plan, OptimiserSettings.model_validate(job.payload), report, job)
    kept = [proposal.pk for proposal in found]
    plan.proposals.filter(taken_at=None).exclude(pk__in=kept).delete()
    return {"proposals": kept, "next": f"/plans/{plan.pk}/proposals/"}
