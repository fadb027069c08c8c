"""Move one visit to another day, time or person; the rest of each week settles around it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from comarca.team.models import Person
from comarca.visits.models import Visit, WeekPlan
from comarca.visits.planning.again import (
    CannotPlan,
    Change,
    ChangedMeanwhile,
    settle,
    visits_of,
    write,
)


class CannotMove(ValueError):
    """A visit cannot go where it was asked to; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Move:
    """What a move would do, in one week or in two."""

    visit: Visit
    changes: list[Change]
    is_handed_over: bool = False

    def total(self, figure: str) -> float:
        """Return by how much all weeks' ``km`` or ``driving`` grow together."""
        return sum(one.difference(figure) for one in self.changes)

    @property
    def is_possible(self) -> bool:
        """Return whether the moved visit itself finds its place."""
        lost = [shift.visit.pk for change in self.changes for shift in change.lost]
        return self.visit.pk not in lost

    @property
    def versions(self) -> str:
        """Return which weeks this was worked out for: sent back when it is confirmed."""
        return ",".join(f"{one.week.pk}:{one.week.version}" for one in self.changes)


def move(
    visit: Visit, day: date, at: time | None, to: WeekPlan | None = None,
    moment: datetime | None = None,
) -> Move:  # fmt: skip
    """Work out a move; nothing is written.

    Without a time the visit gets the first one that fits its day; from then on it is fixed.

    Raises
    ------
    CannotMove
        ``done``: it has been made; ``past``: the day has passed; ``other_week``: the day lies in
        another week.
    """
    target = to or visit.week
    if visit.state in {Visit.State.DONE, Visit.State.CANCELLED}:
        raise CannotMove("done")
    if day < timezone.localdate(moment):
        raise CannotMove("past")
    if not 0 <= (day - target.starts).days < 7 or target.starts != visit.week.starts:
        raise CannotMove("other_week")
    source = visit.week
    theirs = [row for row in visits_of(target) if row.pk != visit.pk]
    moved = Visit.objects.select_related("account", "week__person").get(pk=visit.pk)
    moved.day, moved.starts, moved.ends = day, at, None
    moved.is_fixed, moved.state = at is not None, Visit.State.PLANNED
    changes = [settle(target, [*theirs, moved], moment, held=moved.pk)]
    if target.pk != source.pk:
        rest = [row for row in visits_of(source) if row.pk != visit.pk]
        if any(row.state != Visit.State.CANCELLED for row in rest):
            changes.append(settle(source, rest, moment))
    return Move(moved, changes, target.pk != source.pk)


@transaction.atomic
def confirm(found: Move, actor: Person, versions: str) -> None:
    """Write a move down, in each week that it touches; the visit stays where it was put.

    Raises
    ------
    ChangedMeanwhile
        If its cost was shown for other ``versions`` of the weeks.
    """
    if found.versions != versions:
        raise ChangedMeanwhile
    for change in found.changes:
        write(change, actor)
    Visit.objects.filter(pk=found.visit.pk).update(is_fixed=True)
    if found.is_handed_over:
        Visit.objects.filter(pk=found.visit.pk).update(is_handed_over=True)


__all__ = ["CannotMove", "CannotPlan", "Move", "confirm", "move"]
