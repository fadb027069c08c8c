"""Whatever was done, undo brings the plan back to where it was, and redo does it again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.territories.editing.changes import changes_since
from comarca.territories.editing.errors import Conflict
from comarca.territories.editing.territories import (
    change_territory,
    create_territory,
    delete_territory,
)
from comarca.territories.editing.undo import redo, undo
from comarca.territories.editing.units import apply_moves, lock, subdivide_units
from comarca.territories.models import Coverage, Plan, Territory
from comarca.territories.tests.conftest import territories


def picture(plan: Plan) -> tuple:
    """Return everything that an edit may change."""
    people = Coverage.objects.filter(territory__plan=plan).order_by("territory")
    return (
        list(plan.assignments.order_by("unit").values_list("unit", "territory", "is_locked")),
        list(plan.territories.order_by("pk").values_list("pk", "name", "colour", "container")),
        list(people.values_list("territory", "person")),
    )


def do(plan: Plan, team, act: str) -> None:
    me = team["administrator"]
    first, second = list(territories(plan))[:2]
    unit = plan.assignments.filter(unit__parent=None, is_locked=False).order_by("unit").first()
    if act == "move":
        apply_moves(plan, me, plan.version, [(unit.unit_id, unit.territory_id, second.pk)])
    elif act == "lock":
        lock(plan, me, [unit.unit_id], locked=True)
    elif act == "rename":
        change_territory(first, me, name=f"{first.name}+")
    elif act == "staff":
        change_territory(first, me, person=team["stranger"].pk)
    elif act == "create":
        create_territory(plan, me, "New", team["owner"])
    else:
        cells = [
            plan.layer.units.create(
                code=f"{unit.unit.code}-{n}", name="c", level="cell", parent=unit.unit, lon=0, lat=0
            )
            for n in range(2)
        ]
        subdivide_units(plan, me, {unit.unit_id: [cell.pk for cell in cells]})


ACTS = ("move", "lock", "rename", "staff", "create", "subdivide")


@pytest.mark.parametrize("act", ACTS)
def test_every_kind_of_change_is_numbered_seen_undone_and_redone(plan, team, act):
    before, version = picture(plan), plan.version
    do(plan, team, act)
    after = picture(plan)
    plan.refresh_from_db()
    assert plan.version == version + 1
    (seen,) = changes_since(plan, version)
    assert seen["by"]["name"] == "Administrator"
    assert any(seen[key] for key in ("moves", "locks", "territories", "subdivided"))
    undo(plan, team["administrator"])
    assert picture(plan) == before != after
    redo(plan, team["administrator"])
    assert picture(plan) == after


@settings(max_examples=12, deadline=None)
@given(acts=st.lists(st.sampled_from(ACTS[:5]), min_size=1, max_size=6))
def test_undoing_everything_leads_back_to_the_start(db, company_with_plan, acts):
    plan, team = company_with_plan()
    start = picture(plan)
    for act in acts:
        do(plan, team, act)
        plan.refresh_from_db()
    done = plan.edits.count()
    for _ in range(done):
        undo(plan, team["administrator"])
    assert picture(plan) == start


def test_a_territory_that_somebody_else_renamed_is_not_renamed_back(plan, team):
    first, _second = territories(plan)
    change_territory(first, team["administrator"], name="Mine")
    change_territory(Territory.objects.get(pk=first.pk), team["operations"], name="Theirs")
    with pytest.raises(Conflict):
        undo(plan, team["administrator"])
    assert Territory.objects.get(pk=first.pk).name == "Theirs"


def test_an_empty_territory_is_deleted_and_comes_back_with_its_person(plan, team):
    made = create_territory(plan, team["administrator"], "Short-lived", team["owner"])
    delete_territory(made, team["administrator"])
    assert not plan.territories.filter(pk=made.pk).exists()
    undo(plan, team["administrator"])
    assert plan.territories.get(pk=made.pk).coverages.get().person == team["owner"]
