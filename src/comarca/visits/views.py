"""The team's week for who plans it, and the day for who drives it."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.events import record
from comarca.team.access import current, permitted
from comarca.team.models import Person
from comarca.visits.models import Visit, VisitCycle, WeekPlan
from comarca.visits.planning.due import monday_of
from comarca.visits.planning.jobs import ask, team_of
from comarca.visits.planning.reasons import because
from comarca.visits.reporting import report

WORK = 5 * 9 * 60  # minutes of a week between leaving and being back, lunch not counted
MOST_UNPLACED = 100


def _asked_day(request: HttpRequest, name: str) -> date:
    """Return the day that an address names, today where it names none or nonsense."""
    said = request.POST.get(name) or request.GET.get(name, "")
    try:
        return date.fromisoformat(said)
    except ValueError:
        return today()


@require_GET
@never_cache
def week(request: HttpRequest) -> HttpResponse:
    """Show each person's load of a week, and what found no room."""
    person = permitted(request, "records.read")
    monday = monday_of(_asked_day(request, "starts"))
    weeks = WeekPlan.objects.visible_to(person).filter(starts=monday).select_related("person")
    if not person.may("visits.plan"):
        weeks = weeks.filter(state=WeekPlan.State.PUBLISHED)
    placed, done = Q(visits__day__isnull=False), Q(visits__state=Visit.State.DONE)
    counted = weeks.annotate(
        placed=Count("visits", filter=placed), done=Count("visits", filter=done),
        unplaced=Count("visits", filter=Q(visits__state=Visit.State.LEFT_OUT)),
    ).order_by("person__name", "pk")  # fmt: skip
    rows = [_row(one) for one in counted]
    team = team_of(person)
    shown = {one.person_id for one in counted}
    context = {
        "monday": monday, "before": monday - timedelta(days=7), "after": monday + timedelta(days=7),
        "rows": rows, "unplaced": _unplaced(person, weeks), "most": MOST_UNPLACED,
        "without": [each for each in team if each.pk not in shown],
        "drafts": sum(row["week"].state == WeekPlan.State.DRAFT for row in rows),
        "has_cycles": VisitCycle.objects.exists(), "may_propose": bool(team),
    }  # fmt: skip
    return render(request, "visits/week.html", context)


def _row(one: Any) -> dict[str, Any]:
    driving, visiting = one.total("driving"), one.total("visiting")
    return {
        "week": one, "person": one.person, "placed": one.placed, "done": one.done,
        "unplaced": one.unplaced, "km": one.total("km"), "driving": driving / 60,
        "visiting": visiting / 60, "load": round(100 * (driving + visiting) / WORK),
    }  # fmt: skip


def _unplaced(person: Person, weeks: Any) -> list[tuple[Visit, str]]:
    rows = Visit.objects.visible_to(person).filter(week__in=weeks, state=Visit.State.LEFT_OUT)
    found = rows.select_related("account", "week__person").order_by("week__person__name", "pk")
    return [(row, because(row)) for row in found[:MOST_UNPLACED]]


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Plan the week of one's people in the background."""
    person = permitted(request, "visits.plan")
    return redirect("ui:job", job_id=ask(monday_of(_asked_day(request, "starts")), person).pk)


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the drafts of one's people: from now on each sees their days."""
    person = permitted(request, "visits.plan")
    monday = monday_of(_asked_day(request, "starts"))
    team = [each.pk for each in team_of(person)]
    with transaction.atomic():
        drafts = WeekPlan.objects.select_for_update().filter(
            person__in=team, starts=monday, state=WeekPlan.State.DRAFT
        )
        for one in drafts:
            one.state, one.version = WeekPlan.State.PUBLISHED, one.version + 1
            one.save(update_fields=["state", "version"])
            record(one, "changed", actor=person, before={"state": "draft"},
                   after={"state": "published", "starts": monday.isoformat()})  # fmt: skip
        n = len(drafts)
    said = ngettext("%(n)s week is published.", "%(n)s weeks are published.", n) % {"n": n}
    messages.success(request, said)
    return redirect(f"{reverse('visits:week')}?starts={monday.isoformat()}")


@require_GET
@never_cache
def day(request: HttpRequest) -> HttpResponse:
    """Show today's stops in order: when, whom, where, and what came of it."""
    person = permitted(request, "records.read")
    on = _asked_day(request, "on")
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
