"""Ask the optimiser for proposals, compare them, take one."""

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

from comarca.accounts.measures import per_unit
from comarca.base.jobs import Job
from comarca.team.access import permitted
from comarca.territories.access import compared_plan, visible_plan
from comarca.territories.creation import create_plan, planning_layer
from comarca.territories.editing.errors import Conflict, PlanClosed, UnknownTerritory
from comarca.territories.editing.region import require_all
from comarca.territories.editing.take import locked_in, stayed, take
from comarca.territories.forms import OptimiseForm
from comarca.territories.models import Proposal
from comarca.territories.planning.comparison import cards, lone_in
from comarca.territories.planning.jobs import TODAY, ask
from comarca.territories.planning.moves import moves_page
from comarca.territories.planning.picture import picture_of
from comarca.territories.planning.settings import (
    LONGEST,
    MeasureTarget,
    OptimiserSettings,
    settings_of,
)
from comarca.territories.planning.tradeoff import next_question, tradeoff
from comarca.territories.totals import first_measure
from comarca.territories.views.plans import representatives

SIDE_BY_SIDE = 4


@require_http_methods(["GET", "POST"])
def optimise(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Choose what must be fair and what must stay, then let the worker search."""
    plan = visible_plan(request, plan_id)
    person = permitted(request, "plans.edit")
    require_all(person)
    has_homes = any(each.home_lon is not None for each in representatives())
    # Around homes that nobody knows no search would begin.
    initial = {} if has_homes else {"centres": "as_now"}
    first = first_measure(per_unit(plan.layer))
    form = OptimiseForm(request.POST or None, first=first, initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect("ui:job", job_id=ask(plan, form.settings(), person).pk)
    return render(request, "territories/optimise.html", {"plan": plan, "form": form})


@require_POST
def quick_start(request: HttpRequest) -> HttpResponse:
    """Make the first plan with one click: a territory around each representative's home."""
    person = permitted(request, "plans.create")
    layer = planning_layer()
    people = representatives()
    if layer is None or not people:
        messages.error(request, _("First bring in the geography and at least one representative."))
        return redirect("ui:home")
    totals = per_unit(layer)
    housed = [each for each in people if each.home_lon is not None]
    if not totals["accounts"] or not housed:
        messages.error(request, _nothing_to_grow(has_accounts=bool(totals["accounts"])))
        return redirect("ui:home")
    if len(housed) < len(people):
        text = _("Without a home town, and so without a territory: %(names)s.")
        names = ", ".join(each.name for each in people if each not in housed)
        messages.warning(request, text % {"names": names})
    plan = create_plan(_("First plan"), layer, housed, person)
    settings = OptimiserSettings(measures=(MeasureTarget(key=first_measure(totals)),))
    return redirect("ui:job", job_id=ask(plan, settings, person).pk)


def _nothing_to_grow(*, has_accounts: bool) -> str:
    """Return what is missing before territories can grow around homes."""
    if not has_accounts:
        return _("No account is on the map yet. Place them, and try again.")
    return _("Nobody's home town is known yet. Write the towns down under your team.")


@require_POST
def todays_plan(request: HttpRequest) -> HttpResponse:
    """Draw the territories as they are today, with one click."""
    person = permitted(request, "plans.create")
    layer = planning_layer()
    if layer is None:
        messages.error(request, _("First bring in the geography."))
        return redirect("territories:plans")
    job = Job.ask(TODAY, {"layer": layer.pk}, person)
    return redirect("ui:job", job_id=job.pk)


@require_GET
def proposals(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show the latest proposals side by side."""
    plan = compared_plan(request, plan_id)
    found = Proposal.objects.filter(plan=plan).order_by("-pk")
    latest = found.values_list("job", flat=True).first()
    shown = list(reversed(found.filter(job=latest)[:SIDE_BY_SIDE]))
    context = {
        "plan": plan,
        "cards": cards(plan, shown),
        "chart": tradeoff(plan),
        "lone": lone_in(shown[0]) if shown else [],
        "joined": shown[0].report.get("joined", []) if shown else [],
    }
    return render(request, "territories/proposals.html", context)


@require_safe
def picture(request: HttpRequest, plan_id: int, proposal_id: int) -> HttpResponse:
    """Draw the map of a proposal; a proposal never changes, so its picture keeps."""
    plan = compared_plan(request, plan_id)
    proposal = get_object_or_404(Proposal.objects.filter(plan=plan), pk=proposal_id)
    headers = {"Cache-Control": "private, max-age=86400", "Vary": "Cookie"}
    drawn = proposal.picture or picture_of(proposal)
    return HttpResponse(drawn, content_type="image/svg+xml", headers=headers)


@require_safe
def moves(request: HttpRequest, plan_id: int, proposal_id: int) -> HttpResponse:
    """List the units that a proposal moves, each with the reason in a sentence."""
    plan = compared_plan(request, plan_id)
    proposal = get_object_or_404(Proposal.objects.filter(plan=plan), pk=proposal_id)
    page = moves_page(proposal, request.GET.get("page"))
    return render(
        request, "territories/moves.html", {"plan": plan, "proposal": proposal, "page": page}
    )


@require_POST
def more(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Look for more answers to the latest question: other seeds, other tolerances."""
    plan = visible_plan(request, plan_id)
    person = permitted(request, "plans.edit")
    require_all(person)
    latest = Proposal.objects.filter(plan=plan).order_by("-pk").first()
    settings = settings_of(latest.options) if latest else None
    if latest is None or settings is None or not plan.may_change:
        return redirect("territories:optimise", plan_id=plan.pk)
    return redirect("ui:job", job_id=ask(plan, next_question(plan, settings), person, more=True).pk)


@require_POST
def go_on(request: HttpRequest, plan_id: int, proposal_id: int) -> HttpResponse:
    """Search on from where a proposal stands, with four times the time."""
    plan = visible_plan(request, plan_id)
    person = permitted(request, "plans.edit")
    require_all(person)
    proposal = get_object_or_404(Proposal.objects.filter(plan=plan), pk=proposal_id)
    settings = settings_of(proposal.options)
    if settings is None or not plan.may_change:
        return redirect("territories:optimise", plan_id=plan.pk)
    longer = settings.model_copy(update={"time_limit": min(settings.time_limit * 4, LONGEST)})
    return redirect("ui:job", job_id=ask(plan, longer, person, start=proposal.pk).pk)


@require_POST
def take_over(request: HttpRequest, plan_id: int, proposal_id: int) -> HttpResponse:
    """Take a proposal into the plan; what others changed meanwhile is not overwritten."""
    plan = visible_plan(request, plan_id)
    person = permitted(request, "plans.edit")
    require_all(person)
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
