"""The optimiser as long work: in the worker, with progress, never hanging."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, JobCancelled, runner
from comarca.geography.models import Layer
from comarca.team.models import Person
from comarca.territories.models import Plan
from comarca.territories.planning.settings import OptimiserSettings

KIND = "territories.optimise"
TODAY = "territories.today"


def ask(plan: Plan, settings: OptimiserSettings, person: Person) -> Job:
    """Queue the search for proposals."""
    return Job.ask(KIND, {"plan": plan.pk, **settings.stored()}, person)


@runner(TODAY, _("Drawing today's territories"))
def todays_plan(job: Job) -> dict[str, Any]:
    """Draw the territories as they are from the accounts' owners of today."""
    from comarca.territories.planning.today import make_todays_plan

    job.report(0.1, gettext("Drawing today's territories from the owners of the accounts…"))
    layer = get_object_or_404(Layer, pk=job.payload["layer"])
    plan = make_todays_plan(layer, job.requested_by)
    return {"plan": plan.pk, "next": f"/plans/{plan.pk}/"}


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
