"""Move units, hold them where they are, and let parts stand where a heavy unit stood."""

from collections.abc import Iterable, Mapping, Sequence

from comarca.team.models import Person
from comarca.territories.editing.apply import apply, chunks
from comarca.territories.editing.step import Move, Step
from comarca.territories.models import Edit, Plan


def apply_moves(
    plan: Plan, actor: Person | None, base_version: int, moves: Iterable[Move], kind: str = "move"
) -> Edit:
    """Move units in one step. If any unit has moved or is locked, nothing is applied."""
    wanted = {unit: (before, after) for unit, before, after in moves}
    step = Step(moves=[(unit, a, b) for unit, (a, b) in wanted.items()])
    return apply(plan, actor, step, kind, base_version)


def lock(plan: Plan, actor: Person, units: Sequence[int], locked: bool) -> Edit | None:
    """Hold units where they are, or let them go; None where nothing changes."""
    found: list[int] = []
    for some in chunks(units):
        rows = plan.assignments.filter(unit__in=some, is_locked=not locked)
        found += rows.values_list("unit", flat=True)
    if not found:
        return None
    kind = "lock" if locked else "unlock"
    return apply(plan, actor, Step(locks=[(u, not locked, locked) for u in found]), kind)


def subdivide_units(plan: Plan, actor: Person | None, parts: Mapping[int, Sequence[int]]) -> Edit:
    """Let the parts of each unit stand in the plan where the unit stood."""
    rows = plan.assignments.filter(unit__in=parts).values_list("unit", "territory", "is_locked")
    old = {unit: [territory, locked] for unit, territory, locked in rows}
    step = Step(
        units=[(unit, state, None) for unit, state in old.items()]
        + [(cell, None, state) for unit, state in old.items() for cell in parts[unit]]
    )
    edit = apply(plan, actor, step, "subdivide")
    plan.refresh_from_db(fields=["version"])
    return edit
