"""Make, rename, staff and delete territories of a draft."""

from typing import Any

from django.utils.translation import gettext as _

from comarca.base.events import record
from comarca.team.models import Person
from comarca.territories.editing.apply import apply, state_of
from comarca.territories.editing.errors import TerritoryInUse
from comarca.territories.editing.region import check
from comarca.territories.editing.step import Step
from comarca.territories.models import Edit, Plan, Territory
from comarca.territories.palette import PALETTE_SIZE


def create_territory(
    plan: Plan, actor: Person, name: str = "", person: Person | None = None
) -> Territory:
    """Add an empty territory to a draft."""
    used = set(plan.territories.values_list("code", flat=True))
    number = next(n for n in range(1, len(used) + 2) if f"Z{n:02d}" not in used)
    code = f"Z{number:02d}"
    state = {"code": code, "name": name or code, "colour": len(used) % PALETTE_SIZE,
             "container": "", "person": person.pk if person else None}  # fmt: skip
    edit = apply(plan, actor, Step(territories=[(-1, None, state)]), "create")
    territory = Territory.objects.get(pk=edit.changes["territories"][0][0])
    record(territory, "created", actor=actor, after={"name": territory.name})
    return territory


def change_territory(territory: Territory, actor: Person, **values: Any) -> Edit | None:
    """Rename a territory of a draft or give it to another person (an id, or None)."""
    before = state_of(territory)
    after = {**before, **values}
    if after == before:
        return None
    kind = "rename" if after["name"] != before["name"] else "staff"
    edit = apply(territory.plan, actor, Step(territories=[(territory.pk, before, after)]), kind)
    record(territory, "changed", actor=actor, before=before, after=after)
    return edit


def delete_territory(territory: Territory, actor: Person) -> Edit:
    """Delete an empty territory of a draft."""
    step = Step(territories=[(territory.pk, state_of(territory), None)])
    check(territory.plan, actor, step)
    if territory.assignments.exists() or territory.named_accounts.exists():
        raise TerritoryInUse(_("Move its units to other territories first."))
    edit = apply(territory.plan, actor, step, "delete")
    record(territory, "deleted", actor=actor, before={"name": territory.name})
    return edit
