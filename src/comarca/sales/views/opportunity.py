"""The page of an opportunity: where it stands, what comes next, what was."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comarca.activities import editing as activities
from comarca.activities.forms import QUICK, NextStepForm
from comarca.base.objects import find
from comarca.base.objects.describing import described_values
from comarca.sales.models import Opportunity, Preparation
from comarca.sales.pipeline.editing import has_next_step
from comarca.sales.pipeline.lines import ages
from comarca.sales.pipeline.standing import standing
from comarca.sales.pipeline.states import steps_of
from comarca.sales.quotes import editing as quotes
from comarca.sales.views.board import visible_opportunity
from comarca.team.access import current, permitted
from comarca.ui.objects.changes import changes_of

STATES = 30


@require_GET
def detail(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Show an opportunity."""
    row, person = visible_opportunity(request, opportunity_id), current(request)
    kind = find("opportunity")
    stands = Opportunity.objects.filter(pk=row.pk).annotate(s=standing()).values_list("s").get()[0]
    context = {
        "row": row, "object_type": kind, "groups": described_values(kind, row, person),
        "changes": changes_of(row, person), "may_write": kind.may_write(person),
        "stages": row.pipeline.stages.order_by("position"), "standing": stands,
        "has_step": has_next_step(row), "next_form": NextStepForm(auto_id="next-%s"),
        "quick": QUICK, "states": list(steps_of(row)[:STATES]),  # type: ignore[index]
        "age": ages([row])[row.pk],
    }  # fmt: skip
    return render(request, "sales/opportunity.html", context)


@require_http_methods(["GET", "POST"])
def next_step(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Plan the next step of an opportunity: an activity with its account."""
    row = visible_opportunity(request, opportunity_id)
    person = permitted(request, "sales.write")
    form = NextStepForm(request.POST or None, auto_id="next-%s")
    if request.method == "POST" and form.is_valid():
        values = {**form.values(), "account": row.account_id, "contact": row.contact_id}
        try:
            made = activities.create(values, person)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            Opportunity.objects.filter(pk=row.pk).update(next_step=made)
            messages.success(request, _("The next step is planned."))
            return redirect("sales:opportunity", opportunity_id=row.pk)
    context = {"form": form, "row": row, "quick": QUICK}
    return render(request, "sales/next_step.html", context)


@require_POST
def quote(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Make a quote of an opportunity, with its products."""
    row = visible_opportunity(request, opportunity_id)
    person = permitted(request, "sales.write")
    try:
        made = quotes.create({"opportunity": row.pk}, person)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("sales:opportunity", opportunity_id=row.pk)
    return redirect("sales:quote", quote_id=made.pk)


@require_GET
def preparation(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Show the preparation sheet of an opportunity, to fill in on the phone or to print."""
    row, person = visible_opportunity(request, opportunity_id), current(request)
    sheet = Preparation.objects.filter(opportunity=row).first()
    context = {
        "row": row, "sheet": sheet, "concessions": row.concessions.order_by("state", "pk"),
        "roles": row.roles.select_related("contact").order_by("role"),
        "may_write": person.may("sales.write"),
    }  # fmt: skip
    return render(request, "sales/preparation.html", context)
