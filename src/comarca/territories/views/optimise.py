"""Ask the optimiser for three proposals, compare them, take one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from comarca.accounts.measures import MEASURES, per_unit
from comarca.accounts.placing import working_layer
from comarca.team.access import permitted
from comarca.territories.access import compared_plan, visible_plan
from comarca.territories.creation import create_plan
from comarca.territories.editing.errors import Conflict, PlanClosed, UnknownTerritory
from comarca.territories.editing.take import locked_in, stayed, take
from comarca.territories.forms import OptimiseForm
from comarca.territories.map.minimap import picture_of
from comarca.territories.models import Proposal
from comarca.territories.planning.disruption import shifts
from comarca.territories.planning.jobs import ask
from comarca.territories.planning.settings import MeasureTarget, OptimiserSettings
from comarca.territories.planning.single_territory import islands_apart, lone
from comarca.territories.totals import first_measure
from comarca.territories.views.plans import representatives


@require_http_methods(["GET", "POST"])
def optimise(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Choose what must be fair and what must stay, then let the worker search."""
    person = permitted(request, "plans.edit")
    plan = visible_plan(request, plan_id)
    form = OptimiseForm(request.POST or None, first=first_measure(per_unit(plan.layer)))
    if request.method == "POST" and form.is_valid():
        return redirect("ui:job", job_id=ask(plan, form.settings(), person).pk)
    return render(request, "territories/optimise.html", {"plan": plan, "form": form})


@require_POST
def quick_start(request: HttpRequest) -> HttpResponse:
    """Make the first plan with one click: a territory around each representative's home."""
    person = permitted(request, "plans.create")
    layer = working_layer()
    people = representatives()
    if layer is None or not people:
        messages.error(request, _("First bring in the geography and at least one representative."))
        return redirect("ui:home")
    plan = create_plan(_("First plan"), layer, people, person)
    settings = OptimiserSettings(measures=(MeasureTarget(key=first_measure(per_unit(layer))),))
    return redirect("ui:job", job_id=ask(plan, settings, person).pk)


@require_GET
def proposals(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show the latest proposals side by side."""
    plan = compared_plan(request, plan_id)
    found = Proposal.objects.filter(plan=plan).order_by("-pk")
    latest = found.values_list("job", flat=True).first()
    rows = [comparison(proposal) for proposal in reversed(found.filter(job=latest)[:3])]
    context = {"plan": plan, "rows": rows, "lone": lone_in(rows[0]["proposal"]) if rows else []}
    return render(request, "territories/proposals.html", context)


def lone_in(proposal: Proposal) -> list[tuple[str, float]]:
    """Return the territories alone across the sea, with how many people's work each holds."""
    measures = proposal.options.get("measures", [])
    totals = proposal.report.get("totals", {})
    if not measures or not totals or not islands_apart(proposal.options):
        return []
    load = {int(pk): figures.get(measures[0]["key"], 0.0) for pk, figures in totals.items()}
    container = {int(pk): name for pk, name in proposal.report.get("containers", {}).items()}
    name = dict(proposal.plan.territories.values_list("pk", "name"))
    found = lone(load, container, measures[0]["tolerance"])
    return [(name[each.territory], each.people) for each in found if each.territory in name]


def comparison(proposal: Proposal) -> dict[str, Any]:
    """Return what the page compares: balance, travel, change, distance from the bound."""
    report: dict[str, Any] = proposal.report
    tolerances = {row["key"]: row["tolerance"] for row in proposal.options.get("measures", [])}
    worst = [
        (MEASURES[key].label, value, tolerances.get(key))
        for key, value in report.get("worst_deviation", {}).items()
        if key in MEASURES
    ]
    return {"proposal": proposal, "report": report, "worst": worst, "shifts": shifts(proposal)}


@require_safe
def picture(request: HttpRequest, plan_id: int, proposal_id: int) -> HttpResponse:
    """Draw the map of a proposal; a proposal never changes, so its picture keeps."""
    plan = compared_plan(request, plan_id)
    proposal = get_object_or_404(Proposal.objects.filter(plan=plan), pk=proposal_id)
    headers = {"Cache-Control": "private, max-age=86400", "Vary": "Cookie"}
    return HttpResponse(picture_of(proposal), content_type="image/svg+xml", headers=headers)


@require_POST
def take_over(request: HttpRequest, plan_id: int, proposal_id: int) -> HttpResponse:
    """Take a proposal into the plan; what others changed meanwhile is not overwritten."""
    person = permitted(request, "plans.edit")
    plan = visible_plan(request, plan_id)
    proposal = get_object_or_404(Proposal.objects.filter(plan=plan), pk=proposal_id)
    held = locked_in(proposal)
    try:
        take(proposal, person, proposal.plan_version)
    except (Conflict, PlanClosed, UnknownTerritory) as refusal:
        messages.error(request, str(refusal))
        return redirect("territories:proposals", plan_id=plan.pk)
    messages.success(request, _("The proposal is in the plan. Undo takes it back."))
    if held:
        messages.info(request, stayed(held))
    return redirect(reverse("territories:map", query={"plan": plan.pk}))
