"""Apply one step to a plan: checked against what the plan is now, numbered, and kept."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.base.events import record
from comarca.team.models import Person
from comarca.territories import events
from comarca.territories.editing.errors import Clash, Conflict, PlanClosed, UnknownTerritory
from comarca.territories.editing.region import check
from comarca.territories.editing.step import State, Step
from comarca.territories.models import Coverage, Edit, Plan, Territory, UnitAssignment

CHUNK = 2000
# Steps that change a territory itself are told as events of that territory.
ACTIONS = {
    "move": events.EDITED, "proposal": events.TAKEN, "subdivide": events.SUBDIVIDED,
    "lock": events.LOCKED, "unlock": events.UNLOCKED, "undo": events.UNDONE, "redo": events.REDONE,
}  # fmt: skip
FIELDS = ("code", "name", "colour", "container")


def apply(
    plan: Plan, actor: Person | None, step: Step, kind: str, base_version: int | None = None
) -> Edit:
    """Apply a step; where the plan is no longer as the step says it was, refuse the whole.

    Edits of other units by other people merge: only what the step names is compared.
    ``base_version`` is the version the page knew: who changed what since is told. Negative ids
    stand for territories that the step makes: the edit holds the ids they were given. Raises
    ``OutsideRegion`` where the actor plans a part of the plan and the step touches another.
    """
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=plan.pk)
        if not locked.may_change:
            raise PlanClosed(_("This plan is in force or past. Copy it, and change the copy."))
        check(locked, actor, step)
        step = _numbered(locked, step)
        _write_territories(locked, [row for row in step.territories if row[2] is not None])
        _write_units(locked, step)
        _write_locks(locked, step)
        _write_moves(locked, step, locked.version if base_version is None else base_version)
        _write_territories(locked, [row for row in step.territories if row[2] is None])
        if step.plan is not None:
            locked.options, locked.report = step.plan[1]["options"], step.plan[1]["report"]
        locked.version += 1
        locked.save(update_fields=["version", "options", "report", "updated_at"])
        if kind in ACTIONS:
            units = len(step.moves) + len(step.locks) + len(step.units)
            record(
                locked, ACTIONS[kind], actor=actor, after={"units": units}, version=locked.version
            )
        return Edit.objects.create(
            plan=locked, version=locked.version, actor=actor, kind=kind,
            moves=[list(move) for move in step.moves], changes=step.changes(),
        )  # fmt: skip


def state_of(territory: Territory) -> dict[str, Any]:
    """Return what a step keeps of a territory."""
    rows = territory.coverages.filter(role=Coverage.Role.OWNER, valid_to=None)
    person = rows.values_list("person", flat=True).order_by("pk").last()
    return {**{name: getattr(territory, name) for name in FIELDS}, "person": person}


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield ids in portions that a database takes as parameters."""
    every = list(ids)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]


def _numbered(plan: Plan, step: Step) -> Step:
    """Make the territories with negative ids, and write their real ids into the step."""
    ids: dict[int, int] = {}
    for pk, _before, after in step.territories:
        if pk < 0 and after is not None:
            made = Territory.objects.create(plan=plan, **{name: after[name] for name in FIELDS})
            _serve(made.pk, None, after)
            ids[pk] = made.pk
    if not ids:
        return step
    return replace(
        step,
        moves=[(u, a, ids.get(b or 0, b)) for u, a, b in step.moves],
        territories=[(ids.get(pk, pk), a, b) for pk, a, b in step.territories],
    )


def _write_territories(plan: Plan, rows: Iterable[tuple[int, State, State]]) -> None:
    for pk, before, after in rows:
        now = plan.territories.filter(pk=pk).first()
        if now is not None and before is None and state_of(now) == after:
            continue  # made a moment ago by ``_numbered``
        if (now is None) != (before is None) or (now and state_of(now) != before):
            raise Conflict(plan, [], _("Somebody else has changed this territory meanwhile."))
        if after is None and now is not None:
            if now.assignments.exists() or now.named_accounts.exists():
                raise Conflict(plan, [], _("Move its units to other territories first."))
            now.delete()
        elif after is not None:
            Territory(pk=pk, plan=plan, **{name: after[name] for name in FIELDS}).save()
            _serve(pk, before, after)


def _serve(territory: int, before: State, after: dict[str, Any]) -> None:
    """Write who serves a territory of a draft, where that changes."""
    if (before or {}).get("person") == after["person"]:
        return
    Coverage.objects.filter(territory=territory, role=Coverage.Role.OWNER).delete()
    if after["person"] is not None:
        Coverage.objects.create(territory_id=territory, person_id=after["person"])


def _write_units(plan: Plan, step: Step) -> None:
    """Take units out of the plan and bring others in (a unit and its parts)."""
    found = _rows(plan, [unit for unit, _before, _after in step.units])
    now = {unit: [row.territory_id, row.is_locked] for unit, row in found.items()}
    if any(now.get(unit) != before for unit, before, _after in step.units):
        raise Conflict(plan, [])
    for some in chunks(unit for unit, _before, after in step.units if after is None):
        plan.assignments.filter(unit__in=some).delete()
    UnitAssignment.objects.bulk_create(
        (
            UnitAssignment(plan=plan, unit_id=unit, territory_id=after[0], is_locked=after[1])
            for unit, _before, after in step.units
            if after is not None
        ),
        batch_size=CHUNK,
    )


def _write_locks(plan: Plan, step: Step) -> None:
    for held in (True, False):
        for some in chunks(unit for unit, _before, after in step.locks if after is held):
            plan.assignments.filter(unit__in=some).update(is_locked=held)


def _write_moves(plan: Plan, step: Step, base_version: int) -> None:
    wanted = {unit: (before, after) for unit, before, after in step.moves}
    rows = _rows(plan, wanted)
    known = set(plan.territories.values_list("pk", flat=True))
    targets = {after for _before, after in wanted.values() if after is not None}
    if len(rows) != len(wanted) or targets - known:
        raise UnknownTerritory(_("A unit or territory is not in this plan. Reload the page."))
    clashes = list(_clashes(plan, rows, wanted, base_version))
    if clashes:
        raise Conflict(plan, clashes)
    for row in rows.values():
        row.territory_id = wanted[row.unit_id][1]
    UnitAssignment.objects.bulk_update(rows.values(), ["territory"], batch_size=500)


def _rows(plan: Plan, ids: Iterable[int]) -> dict[int, UnitAssignment]:
    found: dict[int, UnitAssignment] = {}
    for some in chunks(ids):
        rows = plan.assignments.filter(unit__in=some)
        found |= {row.unit_id: row for row in rows.select_related("unit").defer("unit__outline")}
    return found


def _clashes(
    plan: Plan,
    rows: dict[int, UnitAssignment],
    wanted: dict[int, tuple[int | None, int | None]],
    base_version: int,
) -> Iterator[Clash]:
    """Yield the units that others have moved, and those that are locked."""
    wrong = [row for row in rows.values()
             if row.is_locked or row.territory_id != wanted[row.unit_id][0]]  # fmt: skip
    if not wrong:
        return
    since = list(plan.edits.filter(version__gt=base_version).select_related("actor"))
    by = {unit: edit for edit in since for unit, _a, _b in edit.moves}
    for row in wrong:
        expected, edit = wanted[row.unit_id][0], by.get(row.unit_id)
        yield Clash(
            unit=row.unit_id,
            name=row.unit.name,
            expected=expected,
            actual=row.territory_id,
            locked=row.is_locked and row.territory_id == expected,
            by=person_row(edit.actor) if edit else None,
            at=edit.at.isoformat() if edit else None,
        )


def person_row(person: Person | None) -> dict[str, Any] | None:
    """Return a person as the pages read them."""
    return {"id": person.pk, "name": person.name} if person is not None else None
