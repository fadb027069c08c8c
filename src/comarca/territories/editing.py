"""Change a plan by hand, so that of two people nobody's change is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base.history import record
from comarca.team.models import Person
from comarca.territories.colouring import recolour
from comarca.territories.models import Edit, Plan, Proposal, Territory, UnitAssignment

Move = tuple[int, int | None, int | None]
CHUNK = 2000


class PlanClosed(Exception):
    """The plan is in force or past; a copy of it can be changed."""


class NothingToUndo(Exception):
    """There is no edit of one's own left to undo or redo."""


class UnknownTerritory(Exception):
    """A move names a territory or a unit that is not in this plan."""


@dataclass(frozen=True)
class Clash:
    """One unit that somebody else has moved, or that is locked."""

    unit: int
    name: str
    expected: int | None
    actual: int | None
    by: dict[str, Any] | None
    at: str | None


class Conflict(Exception):
    """Others changed the same units meanwhile; nothing was applied."""

    def __init__(self, plan: Plan, clashes: Sequence[Clash]) -> None:
        self.plan, self.clashes = plan, clashes
        super().__init__(_("Somebody else has changed these units meanwhile."))


def apply_moves(
    plan: Plan, actor: Person | None, base_version: int, moves: Iterable[Move], kind: str = "move"
) -> Edit:
    """Move units in one step; a unit that is no longer where ``from`` says refuses the whole.

    Edits of other units by other people merge: only the units named here are compared.
    """
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=plan.pk)
        if not locked.may_change:
            raise PlanClosed(_("This plan is in force or past. Copy it, and change the copy."))
        wanted = {unit: (before, after) for unit, before, after in moves}
        rows = _rows(locked, wanted)
        _check(locked, rows, wanted, base_version)
        for row in rows.values():
            row.territory_id = wanted[row.unit_id][1]
        UnitAssignment.objects.bulk_update(rows.values(), ["territory"], batch_size=500)
        return _written(locked, actor, kind, [[u, a, b] for u, (a, b) in wanted.items()])


def undo(plan: Plan, actor: Person) -> Edit:
    """Take back one's own last edit; refuse if somebody has changed those units since."""
    mine = plan.edits.filter(actor=actor).exclude(kind="undo")
    last = mine.filter(undone_by=None).order_by("-version").first()
    if last is None:
        raise NothingToUndo(_("There is nothing of yours to undo."))
    with transaction.atomic():
        edit = apply_moves(plan, actor, last.version, _reversed(last), "undo")
        Edit.objects.filter(pk=last.pk).update(undone_by=edit)
    return edit


def redo(plan: Plan, actor: Person) -> Edit:
    """Do again what one's own last undo took back, unless one has edited since."""
    mine = plan.edits.filter(actor=actor, undone_by=None).exclude(kind="redo")
    last = mine.order_by("-version").first()
    if last is None or last.kind != "undo":
        raise NothingToUndo(_("There is nothing of yours to redo."))
    with transaction.atomic():
        edit = apply_moves(plan, actor, last.version, _reversed(last), "redo")
        Edit.objects.filter(pk=last.pk).update(undone_by=edit)
    return edit


def lock(plan: Plan, actor: Person, units: Sequence[int], locked: bool) -> int:
    """Hold units where they are, or let them go; return how many."""
    with transaction.atomic():
        count = sum(
            plan.assignments.filter(unit__in=units[start : start + CHUNK]).update(is_locked=locked)
            for start in range(0, len(units), CHUNK)
        )
        record(plan, "lock" if locked else "unlock", actor=actor, after={"units": count})
    return count


def take(proposal: Proposal, actor: Person | None, base_version: int) -> Edit:
    """Take over a proposal as one edit, which can be undone like any other."""
    plan = proposal.plan
    wanted = dict(zip(proposal.assignment["unit"], proposal.assignment["territory"], strict=True))
    now = dict(plan.assignments.values_list("unit", "territory"))
    if set(now) - set(wanted):
        raise UnknownTerritory(_("The plan's units have changed since. Optimise again."))
    moves = [(u, now[u], t) for u, t in wanted.items() if u in now and now[u] != t]
    with transaction.atomic():
        if base_version != plan.version:
            raise Conflict(plan, [])
        edit = apply_moves(plan, actor, base_version, moves, "proposal")
        settle_containers(plan, proposal.report.get("containers", {}))
        Proposal.objects.filter(pk=proposal.pk).update(taken_at=timezone.now())
        Plan.objects.filter(pk=plan.pk).update(options=proposal.options, report=proposal.report)
        recolour(plan)
    return edit


def settle_containers(plan: Plan, containers: dict[str, str]) -> None:
    """Write which container each territory belongs to, as the optimiser saw it."""
    territories = list(plan.territories.filter(pk__in=[int(pk) for pk in containers]))
    for territory in territories:
        territory.container = containers[str(territory.pk)]
    Territory.objects.bulk_update(territories, ["container"], batch_size=500)


def changes_since(plan: Plan, version: int) -> list[dict[str, Any]]:
    """Return the edits after a version, oldest first, as the pages read them."""
    edits = plan.edits.filter(version__gt=version).order_by("version").select_related("actor")
    return [
        {
            "version": edit.version,
            "by": _person(edit.actor),
            "at": edit.at.isoformat(),
            "kind": edit.kind,
            "moves": edit.moves,
        }
        for edit in edits
    ]


def _reversed(edit: Edit) -> list[Move]:
    return [(unit, after, before) for unit, before, after in edit.moves]


def _rows(plan: Plan, wanted: dict[int, Any]) -> dict[int, UnitAssignment]:
    ids = list(wanted)
    found: dict[int, UnitAssignment] = {}
    for start in range(0, len(ids), CHUNK):
        rows = plan.assignments.filter(unit__in=ids[start : start + CHUNK])
        found |= {row.unit_id: row for row in rows.select_related("unit").defer("unit__outline")}
    return found


def _check(
    plan: Plan,
    rows: dict[int, UnitAssignment],
    wanted: dict[int, tuple[int | None, int | None]],
    base_version: int,
) -> None:
    """Refuse unknown units and territories, locked units, and what others have moved."""
    known = set(plan.territories.values_list("pk", flat=True))
    targets = {after for _before, after in wanted.values() if after is not None}
    if len(rows) != len(wanted) or targets - known:
        raise UnknownTerritory(_("A unit or territory is not in this plan. Reload the page."))
    moved = [row for row in rows.values() if row.territory_id != wanted[row.unit_id][0]]
    held = [row for row in rows.values() if row.is_locked and row not in moved]
    if not moved and not held:
        return
    since = list(plan.edits.filter(version__gt=base_version).select_related("actor"))
    by = {unit: edit for edit in since for unit, _a, _b in edit.moves}
    raise Conflict(
        plan, [_clash(row, wanted[row.unit_id][0], by.get(row.unit_id)) for row in [*moved, *held]]
    )


def _clash(row: UnitAssignment, expected: int | None, edit: Edit | None) -> Clash:
    return Clash(
        unit=row.unit_id,
        name=row.unit.name,
        expected=expected,
        actual=row.territory_id,
        by=_person(edit.actor) if edit else None,
        at=edit.at.isoformat() if edit else None,
    )


def _person(person: Person | None) -> dict[str, Any] | None:
    return {"id": person.pk, "name": person.name} if person is not None else None


def _written(plan: Plan, actor: Person | None, kind: str, moves: list[Any]) -> Edit:
    plan.version += 1
    plan.save(update_fields=["version", "updated_at"])
    return Edit.objects.create(plan=plan, version=plan.version, actor=actor, kind=kind, moves=moves)
