"""The demo's current week: planned by the engine, published, and done up to yesterday.

On its first working day the week before is done besides; once it is over, the next one is planned.

The worker does it after the first start, so that building the demo waits for no search.
"""

from datetime import date, timedelta
from itertools import cycle, groupby
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.jobs import Job, JobCancelled, runner
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.due import monday_of
from comarca.visits.reporting import report

KIND = "demo.week"
SECONDS_EACH = 0.2
OUTCOMES = ("good", "good", "open", "good", "no_answer", "good", "bad")


def ask(director: Person) -> Job:
    """Queue the demo's week."""
    return Job.ask(KIND, {}, director)


@runner(KIND, _("Planning the demo's week"))
def plan_week(job: Job) -> dict[str, Any]:
    """Plan, publish, and report what lies before today; outcomes are invented."""
    # The engine is heavy; the web process registers this job and never runs it.
    from comarca.visits.planning.week import NothingToPlan, propose

    people = Person.objects.active().filter(role=Person.Role.REPRESENTATIVE).order_by("pk")

    def say(share: float, message: str) -> bool:
        try:
            job.report(share, gettext("Planning the visits of each person…"))
        except JobCancelled:
            return False
        return True

    weeks = done = 0
    for monday in mondays(today()):
        try:
            found = propose(people, monday, job.requested_by, say, SECONDS_EACH)
        except NothingToPlan:
            continue
        made = [week.pk for week in found]
        WeekPlan.objects.filter(pk__in=made).update(state=WeekPlan.State.PUBLISHED)
        weeks, done = weeks + len(made), done + report_before_today(made)
    return {"weeks": weeks, "done": done}


def mondays(day: date) -> list[date]:
    """Return the weeks to plan, so that there is something done and something to come."""
    company = Organisation.current()
    worked = sorted(company.working_days) if company and company.working_days else [0, 1, 2, 3, 4]
    this = monday_of(day)
    before = [this - timedelta(days=7)] if day.weekday() <= worked[0] else []
    after = [this + timedelta(days=7)] if day.weekday() > worked[-1] else []
    return [*before, this, *after]


def report_before_today(weeks: list[int]) -> int:
    """Report the visits of the days that have passed, one person's together; return how many."""
    past = Visit.objects.filter(week__in=weeks, state=Visit.State.PLANNED, day__lt=today())
    rows = past.select_related("week__person").order_by("week", "pk")
    outcomes = cycle(OUTCOMES)
    for _week, visits in groupby(rows, key=attrgetter("week_id")):
        with transaction.atomic():
            made = [
                report(one, one.week.person, outcome=outcome).pk
                for one, outcome in zip(visits, outcomes, strict=False)
            ]
            Activity.objects.filter(pk__in=made).update(is_generated=True)
    return len(rows)
