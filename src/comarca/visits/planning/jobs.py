"""Planning a week as long work: in the worker, with progress, to be cancelled."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.base.dates import today
from comarca.base.jobs import Job, JobCancelled, runner
from comarca.team.models import Person

KIND = "visits.propose"


def ask(monday: date, person: Person) -> Job:
    """Queue the planning of the week of everybody whom a person plans."""
    return Job.ask(KIND, {"starts": monday.isoformat()}, person)


def team_of(person: Person) -> list[Person]:
    """Return the representatives whose week a person may plan."""
    if not person.may("visits.plan"):
        return []
    seen = Person.objects.visible_to(person).active()
    return list(seen.filter(role=Person.Role.REPRESENTATIVE).order_by("name"))


@runner(KIND, _("Planning the week"))
def propose_week(job: Job) -> dict[str, Any]:
    """Plan everybody; cancelling keeps what is planned so far."""
    from comarca.visits.planning.week import NothingToPlan, propose

    monday = date.fromisoformat(job.payload["starts"])
    page = f"{reverse('visits:week')}?starts={monday.isoformat()}"

    def report(share: float, message: str) -> bool:
        try:
            job.report(share, gettext("Planning the visits of each person…"))
        except JobCancelled:
            return False
        return True

    person = job.requested_by
    try:
        weeks = propose(team_of(person) if person else [], monday, person, report, since=today())
    except NothingToPlan:
        return {"weeks": 0, "next": page}
    return {"weeks": len(weeks), "next": page}
