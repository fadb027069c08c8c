"""The first page after log-in: the territories on the map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from comarca.accounts.models import Account
from comarca.base.dates import today
from comarca.base.objects.keys import key_in
from comarca.team.access import current
from comarca.territories.access import compared_plan
from comarca.territories.models import Plan, PlanQuerySet, Proposal
from comarca.ui.lists.models import SavedView


def number(text: str | None) -> int | None:
    """Return a number from the address, None where there is none."""
    return key_in(text or "")


def chosen(plans: PlanQuerySet, wanted: int | None) -> Plan | None:
    """Return the plan asked for; else the one in force today, else the newest."""
    if wanted is not None:
        return get_object_or_404(plans, pk=wanted)
    return plans.in_force(today()).first() or plans.first()


@require_GET
def workspace(request: HttpRequest) -> HttpResponse:
    """Show a plan on the map, or one proposal for it."""
    plans = Plan.objects.visible_to(current(request)).select_related("layer")
    plan = chosen(plans, number(request.GET.get("plan")))
    wanted = number(request.GET.get("proposal"))
    proposal = None
    if plan and wanted is not None:
        compared_plan(request, plan.pk)
        proposal = get_object_or_404(Proposal.objects.filter(plan=plan), pk=wanted)
    context = {
        "plan": plan,
        "plans": plans,
        "proposal": proposal,
        "statuses": Account.Status.choices,
        "account_views": SavedView.objects.visible_to(current(request)).filter(
            object_type="account"
        ),
    }
    return render(request, "territories/map.html", context)
