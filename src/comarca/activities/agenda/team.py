"""The days of a team: a line for each person, a cell for each day."""

from collections.abc import Sequence
from dataclasses import dataclass

from comarca.activities.agenda.entries import Day
from comarca.team.models import Person

SIDE_BY_SIDE = 5  # so many people's hours can be read beside each other
MOST = 6_000  # activities of a week of sixty people
IN_A_CELL, IN_A_LINE = 3, 12  # of a day among seven, of the only day


@dataclass(frozen=True, slots=True)
class Line:
    """What one person has on each day."""

    person: Person
    days: list[Day]


def lines_of(days: Sequence[Day], people: Sequence[Person]) -> list[Line]:
    """Return a line for each of the people, those with nothing to do as well."""
    lines = {one.pk: Line(one, [Day(day.date) for day in days]) for one in people}
    for at, day in enumerate(days):
        for entry in day.entries:
            if (line := lines.get(entry.whose)) is not None:
                line.days[at].entries.append(entry)
        for away in day.absences:
            if (line := lines.get(away.whose)) is not None:
                line.days[at].absences.append(away)
    return list(lines.values())
