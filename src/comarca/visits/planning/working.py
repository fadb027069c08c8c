"""When people work in a week: hours, lunch, days off, holidays, and what stands in calendars."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from comarca.activities.agenda.busy import Busy, busy_of
from comarca.activities.agenda.holidays import holidays_of
from comarca.activities.models import Absence
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.visits.models import VisitSettings
from comarca.visits.planning.due import places_of

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS = timedelta(days=7)


@dataclass
class Working:
    """What the engine is told of people's time, by person."""

    hours: dict[str, list[str]]
    breaks: list[dict[str, Any]]
    absences: dict[int, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    meetings: dict[int, list[tuple[Busy, tuple[float, float]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def agreed(self) -> set[int]:
        """Return the accounts with which a meeting or a visit is agreed at a fixed time."""
        return {one.account for own in self.meetings.values() for one, _ in own if one.account}


def working(people: Sequence[Person], monday: date) -> Working:
    """Return people's time in the week from a Monday.

    Time in a calendar without a place is time away; with a customer who is on the map it is an
    appointment there.
    """
    company = Organisation.current()
    answer = _usual(VisitSettings.current(), company)
    _days_off(answer, people, monday, company.country if company else "")
    begins = timezone.make_aware(datetime.combine(monday, time()))
    found = busy_of(people, begins, begins + DAYS)
    places = places_of({one.account for one in found if one.account})
    for one in found:
        where = places.get(one.account or 0)
        if where is not None and _fits(one):
            answer.meetings[one.person].append((one, where))
        else:
            answer.absences[one.person].append(_span(_local(one.at), _local(one.ends_at)))
    return answer


def _usual(usual: VisitSettings, company: Organisation | None) -> Working:
    days = company.working_days if company else range(5)
    span = f"{usual.day_starts:%H:%M}-{usual.day_ends:%H:%M}"
    lunch = {
        "from": f"{usual.lunch_from:%H:%M}", "to": f"{usual.lunch_to:%H:%M}",
        "minutes": usual.lunch_minutes,
    }  # fmt: skip
    return Working({NAMES[day]: [span] for day in days}, [lunch] if usual.lunch_minutes else [])


def _days_off(answer: Working, people: Sequence[Person], monday: date, country: str) -> None:
    after = monday + DAYS
    away = Absence.objects.filter(
        person__in=[p.pk for p in people], archived_at=None,
        first_day__lt=after, back_on__gt=monday,
    )  # fmt: skip
    for one in away:
        answer.absences[one.person_id].append(_whole(one.first_day, one.back_on))
    for person in people:
        for day, _name in holidays_of(country, [person], monday, after):
            answer.absences[person.pk].append(_whole(day, day + timedelta(days=1)))


def _whole(first: date, back: date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": back.isoformat()}


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None)


def _span(begins: datetime, ends: datetime) -> dict[str, str]:
    ends = max(ends, begins + timedelta(minutes=1))
    return {"from": begins.isoformat(timespec="minutes"), "to": ends.isoformat(timespec="minutes")}


def _fits(one: Busy) -> bool:
    """Return whether it begins and ends on one day, as an appointment does."""
    return _local(one.at).date() == _local(one.ends_at).date() and one.ends_at > one.at


def meeting(one: Busy, where: tuple[float, float]) -> dict[str, Any]:
    """Return an appointment as the engine's file has it."""
    local = _local(one.at)
    return {
        "person": str(one.person), "date": local.date().isoformat(), "start": f"{local:%H:%M}",
        "minutes": max(1, int((one.ends_at - one.at).total_seconds() // 60)),
        "place": {"lon": where[0], "lat": where[1]},
    }  # fmt: skip
