"""Plan against done: what was planned, made and reached, by person, class or territory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from comarca.team.models import Person
from comarca.territories.models import Plan, UnitAssignment
from comarca.visits.models import Visit, VisitSettings, WeekPlan
from comarca.visits.planning.standing import by_key, covered, owned

GROUPS = ("person", "class", "territory")
KEYS = {"person": "week__person", "class": "account__segment", "territory": "account__sites__unit"}
OWNED_KEYS = {
    "person": "person", "class": "account__segment", "territory": "account__sites__unit",
}  # fmt: skip


@dataclass
class Result:
    """One line: visits planned and made, accounts with a cycle and those of them reached."""

    name: str
    planned: int = 0
    done: int = 0
    cancelled: int = 0
    face: float = 0.0  # hours with customers
    driving: float = 0.0  # hours, the visits' shares of their days
    km: float = 0.0
    timed: int = 0
    punctual: int = 0
    cycle: int = 0
    reached: int = 0

    def add(self, other: "Result") -> None:
        """Add another line to this one."""
        for name in ("planned", "done", "cancelled", "face", "driving", "km", "timed", "punctual",
                     "cycle", "reached"):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def share(self) -> int | None:
        """Return the visits made in per cent of those planned."""
        return round(100 * self.done / self.planned) if self.planned else None

    @property
    def coverage(self) -> int | None:
        """Return the accounts visited within their cycle in per cent of those with one."""
        return round(100 * self.reached / self.cycle) if self.cycle else None

    @property
    def punctuality(self) -> int | None:
        """Return the check-ins in time in per cent; None where nobody checked in."""
        return round(100 * self.punctual / self.timed) if self.timed else None


def results(reader: Person, group: str, since: date, until: date) -> list[Result]:
    """Return the lines of a group from a day to (not including) another, and their order by name.

    Only what the reader sees counts. Planned are the published visits of the days that have come.
    """
    found: dict[str, Result] = {}
    names = _names(reader, group)
    for row in _visits(reader, group, since, until):
        _line(found, names(row["key"])).add(_of(row))
    people = Person.objects.visible_to(reader).active().filter(role=Person.Role.REPRESENTATIVE)
    mine = owned(people.values_list("pk", flat=True), until)
    if group == "territory":
        mine = mine.filter(account__sites__is_main=True)
    asked, reached = covered(mine, until)
    for rows, field in ((asked, "cycle"), (reached, "reached")):
        for key, n in by_key(rows, OWNED_KEYS[group]).items():
            line = _line(found, names(key))
            setattr(line, field, getattr(line, field) + n)
    if group == "person":
        _drive(found, reader, since, until, names)
    return sorted(found.values(), key=lambda one: one.name)


def _line(found: dict[str, Result], name: str) -> Result:
    return found.setdefault(name, Result(name))


def _visits(reader: Person, group: str, since: date, until: date) -> "QuerySet[Any, Any]":
    rows = Visit.objects.visible_to(reader).filter(
        week__state=WeekPlan.State.PUBLISHED, day__gte=since, day__lt=until
    )
    if group == "territory":
        rows = rows.filter(account__sites__is_main=True)
    done, limit = Q(state=Visit.State.DONE), VisitSettings.current().punctual_minutes
    timed = Q(late_minutes__isnull=False)
    return rows.order_by().values(key=F(KEYS[group])).annotate(
        planned=Count("pk"), done=Count("pk", filter=done),
        cancelled=Count("pk", filter=Q(state=Visit.State.CANCELLED)),
        face=Sum(Coalesce("made_minutes", "minutes"), filter=done), road=Sum("travel", filter=done),
        timed=Count("pk", filter=timed),
        punctual=Count("pk", filter=Q(late_minutes__lte=limit)),
    )  # fmt: skip


def _of(row: dict[str, Any]) -> Result:
    return Result(
        "", row["planned"], row["done"], row["cancelled"], (row["face"] or 0) / 60,
        (row["road"] or 0) / 60, 0.0, row["timed"], row["punctual"],
    )  # fmt: skip


def _drive(found: dict[str, Result], reader: Person, since: date, until: date, names: Any) -> None:
    """Add the kilometres of the days on which somebody made a visit, as planned."""
    made = set(
        Visit.objects.filter(state=Visit.State.DONE, day__gte=since, day__lt=until)
        .values_list("week", "day").distinct()
    )  # fmt: skip
    for week in WeekPlan.objects.visible_to(reader).filter(pk__in={pk for pk, _ in made}):
        for one in week.days:
            if (week.pk, date.fromisoformat(one["day"])) in made:
                _line(found, names(week.person_id)).km += one["km"]


def _names(reader: Person, group: str) -> Any:
    """Return what names a key: a person, a class, the territory of a unit in force."""
    if group == "person":
        people = dict(Person.objects.visible_to(reader).values_list("pk", "name"))
        return lambda key: people.get(key, "–")
    if group == "class":
        return lambda key: key or "–"
    plan = Plan.objects.filter(status=Plan.Status.ACTIVE).order_by("-effective_from").first()
    rows = UnitAssignment.objects.filter(plan=plan, territory__isnull=False)
    territories = dict(rows.values_list("unit", "territory__name"))
    return lambda key: territories.get(key, "–")


def total(lines: Iterable[Result], name: str) -> Result:
    """Return the sum of lines."""
    answer = Result(name)
    for one in lines:
        answer.add(one)
    return answer
