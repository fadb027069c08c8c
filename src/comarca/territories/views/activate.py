"""Put a plan into force on a day, after seeing what each person gains and loses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comarca.base.dates import today
from comarca.team.access import permitted
from comarca.territories.access import visible_plan
from comarca.territories.forms import ActivateForm
from comarca.territories.life import activation


@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show gains and losses for the day chosen; on POST, put the plan into force."""
    plan = visible_plan(request, plan_id)
    person = permitted(request, "plans.activate")
    posted = request.method == "POST"
    form = ActivateForm(request.POST if posted else request.GET or {"day": today().isoformat()})
    day = form.cleaned_data["day"] if form.is_valid() else today()
    reasons = activation.reasons_against(plan, day)
    if posted and form.is_valid() and not reasons:
        moved = activation.activate(plan, day, person)
        text = _("“%(plan)s” comes into force on %(day)s; accounts that change hands: %(count)s.")
        values = {"plan": plan.name, "day": date_format(day), "count": number_format(moved)}
        messages.success(request, text % values)
        return redirect(reverse("territories:map", query={"plan": plan.pk}))
    rows = activation.disruption_of(plan, day, person)
    context = {
        "plan": plan,
        "off_map": activation.off_the_map(plan),
        "changes": sum(row.accounts_gained for row in rows),
        "has_hours": any(row.workload_before or row.workload_after for row in rows),
        "form": form,
        "day": day,
        "reasons": reasons,
        "rows": rows,
    }
    status = 409 if posted and reasons else 200
    return render(request, "territories/activate.html", context, status=status)
