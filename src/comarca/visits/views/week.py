"""The team's week for who plans it: look, propose, publish."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comarca.base.jobs import Job
from comarca.team.access import permitted
from comarca.team.models import Person
from comarca.visits.models import AccountCycle, Visit, VisitCycle, WeekPlan
from comarca.visits.planning import jobs
from comarca.visits.planning.due import monday_of
from comarca.visits.planning.reasons import because
from comarca.visits.planning.standing import at_risk, by_person, overdue, owned
from comarca.visits.publishing import publish as publish_weeks
from comarca.visits.team_week import Row, cost, cost_by_hand, rows_of, working_days
from comarca.visits.views.asked import asked_day

MOST_UNPLACED = 100
PER_PAGE = 60
OPEN_JOBS = (Job.State.QUEUED, Job.State.RUNNING)


@require_GET
@never_cache
def week(request: HttpRequest) -> HttpResponse:
    """Show each person's load of a week, what it costs, and what found no room."""
    person = permitted(request, "records.read")
    monday = monday_of(asked_day(request, "starts"))
    weeks, last = _weeks(person, monday), _weeks(person, monday - timedelta(days=7))
    team = jobs.team_of(person) or [one.person for one in weeks]
    page = Paginator(team, PER_PAGE).get_page(request.GET.get("page"))
    people = list(page.object_list)
    rows = rows_of(people, {one.person_id: one for one in weeks}, monday)
    _stand(rows, people, monday)
    context = {
        "monday": monday, "before": monday - timedelta(days=7), "after": monday + timedelta(days=7),
        "rows": rows, "page": page, "days": working_days(monday),
        "unplaced": _unplaced(person, weeks), "most": MOST_UNPLACED,
        "drafts": sum(one.state == WeekPlan.State.DRAFT for one in weeks), "planned": len(weeks),
        "has_cycles": VisitCycle.objects.exists() or AccountCycle.objects.exists(),
        "may_propose": person.may("visits.plan") and bool(team),
        "may_set": person.may("settings.edit"), "job": _at_work(),
        "this_cost": cost(weeks), "last_cost": cost(last), "hand_cost": cost_by_hand(weeks),
    }  # fmt: skip
    return render(request, "visits/week.html", context)


def _weeks(person: Person, monday: date) -> list[WeekPlan]:
    """Return the weeks that somebody sees: drafts only where they plan."""
    weeks = WeekPlan.objects.visible_to(person).filter(starts=monday).select_related("person")
    if not person.may("visits.plan"):
        weeks = weeks.filter(state=WeekPlan.State.PUBLISHED)
    return list(weeks.order_by("person__name", "pk"))


def _stand(rows: list[Row], people: list[Person], monday: date) -> None:
    """Count whose cycle is overdue and who is at risk, for each person."""
    theirs = owned([one.pk for one in people], monday)
    late, risky = by_person(overdue(theirs, monday)), by_person(at_risk(theirs))
    for row in rows:
        row.overdue, row.at_risk = late.get(row.person.pk, 0), risky.get(row.person.pk, 0)


def _at_work() -> Job | None:
    """Return the planning that a worker is at, whoever asked for it."""
    kinds = [jobs.KIND, "demo.week"]
    return Job.objects.filter(kind__in=kinds, state__in=OPEN_JOBS).order_by("-pk").first()


def _unplaced(person: Person, weeks: list[WeekPlan]) -> list[tuple[Visit, str]]:
    rows = Visit.objects.visible_to(person).filter(
        week__in=[one.pk for one in weeks], state=Visit.State.LEFT_OUT
    )
    found = rows.select_related("account", "week__person").order_by("week__person__name", "pk")
    return [(row, because(row)) for row in found[:MOST_UNPLACED]]


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Plan the week of one's people in the background."""
    person = permitted(request, "visits.plan")
    job = jobs.ask(monday_of(asked_day(request, "starts")), person)
    return redirect("ui:job", job_id=job.pk)


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the drafts of one's people: from now on each sees their days."""
    person = permitted(request, "visits.plan")
    monday = monday_of(asked_day(request, "starts"))
    n = publish_weeks(jobs.team_of(person), monday, person)
    said = ngettext(
        "%(n)s week is published, and its person told.",
        "%(n)s weeks are published, and their people told.", n,
    )  # fmt: skip
    messages.success(request, said % {"n": n})
    return redirect(f"{reverse('visits:week')}?starts={monday.isoformat()}")
