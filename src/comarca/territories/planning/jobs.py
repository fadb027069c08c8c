"""The optimiser as long work: in the worker, with progress, never hanging."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.base.jobs import Job, JobCancelled, runner
from comarca.geography.models import Layer
from comarca.team.models import Person
from comarca.territories.models import Plan, Proposal
from comarca.territories.planning.settings import OptimiserSettings
from comarca.territories.planning.tradeoff import comparable, repeated

KIND = "territories.optimise"
TODAY = "territories.today"
MOST_KEPT = 24  # answers of one plan; each is a division of all its units


def ask(plan: Plan, settings: OptimiserSettings, person: Person, **search: Any) -> Job:
    """Queue the search for proposals.

    ``more=True`` asks for other answers to the same question, ``start`` (the id of a proposal) to
    search on from there.
    """
    return Job.ask(KIND, {"plan": plan.pk, **settings.stored(), **search}, person)


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
    """Find answers for a plan; cancelling keeps the best so far."""
    plan = get_object_or_404(Plan.objects.select_related("layer"), pk=job.payload["plan"])
    settings = OptimiserSettings.model_validate(job.payload)

    def report(share: float, message: str = "", **best: Any) -> bool:
        try:
            job.report(share, message, **best)
        except JobCancelled:
            return False
        return True

    kept = [proposal.pk for proposal in _search(plan, settings, report, job)]
    _forget(plan, kept)
    return {"proposals": kept, "next": f"/plans/{plan.pk}/proposals/", "picture": ""}


def _search(plan: Plan, settings: OptimiserSettings, report: Any, job: Job) -> list[Proposal]:
    """Do the search that the job asks for; one from a proposal puts its answer in its place."""
    from comarca.territories.planning.optimise import go_on, more, optimise

    if job.payload.get("more"):
        return more(plan, settings, report, job)
    start = plan.proposals.filter(pk=job.payload.get("start") or 0).first()
    if start is None:
        return optimise(plan, settings, report, job)
    found = go_on(start, settings, report, job)
    plan.proposals.filter(pk=start.pk, taken_at=None).delete()
    plan.proposals.filter(job=start.job_id).update(job=job)
    return found


def _forget(plan: Plan, kept: list[int]) -> None:
    """Delete answers to other questions, those found anew, and the oldest beyond the most kept."""
    rows = plan.proposals.filter(taken_at=None).defer("assignment", "report", "picture")
    latest = [each for each in rows if each.pk in kept]
    old = [each for each in rows.order_by("-pk") if each.pk not in kept]
    other = [
        each
        for each in old
        if latest and comparable(each, latest[0]) and not any(repeated(each, new) for new in latest)
    ]
    room = max(MOST_KEPT - len(kept), 0)
    rows.filter(pk__in={each.pk for each in old} - {each.pk for each in other[:room]}).delete()
