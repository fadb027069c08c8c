"""The day for who drives it: stops in order, and what came of them."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.activities.models import Activity
from comarca.team.access import current, permitted
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.reporting import report
from comarca.visits.views.asked import asked_day


@require_GET
@never_cache
def day(request: HttpRequest) -> HttpResponse:
    """Show today's stops in order: when, whom, where, and what came of it."""
    person = permitted(request, "records.read")
    on = asked_day(request, "on")
    stops = (
        Visit.objects.visible_to(person)
        .filter(week__person=person, week__state=WeekPlan.State.PUBLISHED, day=on)
        .select_related("account", "activity", "week").prefetch_related("account__sites")
        .order_by("order", "pk")
    )  # fmt: skip
    rows = list(stops)
    days: list[dict[str, Any]] = rows[0].week.days if rows else []
    figures = next((one for one in days if one["day"] == on.isoformat()), {})
    context = {
        "on": on, "before": on - timedelta(days=1), "after": on + timedelta(days=1),
        "stops": [(row, _main(row)) for row in rows], "figures": figures,
        "driving": figures.get("driving", 0.0) / 60, "outcomes": Activity.Outcome.choices,
        "may_report": person.may("activities.write"),
    }  # fmt: skip
    return render(request, "visits/day.html", context)


def _main(visit: Visit) -> Any:
    return next((site for site in visit.account.sites.all() if site.is_main), None)


@require_POST
def done(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Write what came of a visit, then ask for the next step."""
    found = Visit.objects.visible_to(current(request)).filter(day__isnull=False)
    row = get_object_or_404(found.select_related("week"), pk=visit_id)
    person = permitted(request, "activities.write")
    said = request.POST.get("outcome", "")
    outcome = said if said in Activity.Outcome.values else ""
    made = report(row, person, outcome=outcome, text=request.POST.get("text", "")[:10_000])
    messages.success(request, _("The visit is noted."))
    back = f"{reverse('visits:day')}?on={row.day:%Y-%m-%d}"
    return redirect(f"{reverse('activities:follow_up', args=[made.pk])}?next={back}")
