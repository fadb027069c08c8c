"""All plans, one plan as a table, a new one, a copy."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.accounts.measures import MEASURES
from comarca.base.events import record
from comarca.base.objects import find
from comarca.geography.models import Layer
from comarca.team.access import current, permitted
from comarca.team.models import Person
from comarca.territories.access import visible_plan
from comarca.territories.creation import copy_plan, create_plan
from comarca.territories.editing.changes import described
from comarca.territories.forms import NameForm, NewPlanForm
from comarca.territories.models import Plan
from comarca.territories.planning.single_territory import islands_apart, lone
from comarca.territories.sorting import name_key
from comarca.territories.totals import Totals
from comarca.ui.lists.page import list_page

EDITS_SHOWN = 20


@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans, the newest first."""
    return list_page(request, find("plan"), "territories/plans.html")


@require_GET
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show one plan as a table: the map's equal for those who cannot see it."""
    found = visible_plan(request, plan_id)
    totals = Totals(found)
    key, tolerance = next(iter(totals.tolerances.items()))
    seen = sorted(totals.readable(current(request)), key=lambda t: name_key(t.name))
    lines = [totals.row(territory) for territory in seen]
    context = {
        "plan": found,
        "measure": MEASURES[key],
        "tolerance": tolerance,
        "rows": [
            {**row, "total": row["totals"][key], "share": row["deviation"][key]} for row in lines
        ],
        "lone": lone_names(lines, key, tolerance) if islands_apart(found.options) else [],
        "is_empty": totals.is_empty(key),
        "edits": [
            (edit, described(edit))
            for edit in found.edits.select_related("actor").order_by("-version")[:EDITS_SHOWN]
        ],
        "form": NameForm(initial={"name": _("Copy of %(plan)s") % {"plan": found.name}}),
    }
    return render(request, "territories/plan.html", context)


def lone_names(lines: list[dict[str, Any]], key: str, tolerance: float) -> list[tuple[str, float]]:
    """Return the territories alone across the sea, with how many people's work each holds."""
    name = {row["id"]: row["name"] for row in lines}
    load = {row["id"]: row["totals"][key] for row in lines}
    container = {row["id"]: row["container"] for row in lines}
    return [(name[each.territory], each.people) for each in lone(load, container, tolerance)]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan with one empty territory for each representative."""
    person = permitted(request, "plans.create")
    layers = Layer.objects.visible_to(person).filter(is_ready=True)
    form = NewPlanForm(request.POST or None, layers=layers)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = create_plan(values["name"], values["layer"], representatives(), person)
        return redirect("territories:optimise", plan_id=made.pk)
    return render(request, "territories/new.html", {"form": form, "layers": layers})


@require_POST
def copy(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Copy a plan, to change it without touching the one in force."""
    source = visible_plan(request, plan_id)
    person = permitted(request, "plans.edit")
    form = NameForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else source.name
    made = copy_plan(source, name, person)
    messages.success(request, _("“%(plan)s” is ready to be changed.") % {"plan": made.name})
    return redirect(reverse("territories:map", query={"plan": made.pk}))


@require_POST
def remove(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Delete a draft; a plan that was ever in force stays."""
    draft = visible_plan(request, plan_id)
    person = permitted(request, "plans.create")
    if draft.status != Plan.Status.DRAFT:
        raise Http404
    record(draft, "deleted", actor=person, before={"name": draft.name})
    draft.delete()
    messages.success(request, _("The draft is deleted."))
    return redirect("territories:plans")


def representatives() -> list[Person]:
    """Return the people who serve territories."""
    return list(Person.objects.active().filter(role=Person.Role.REPRESENTATIVE))
