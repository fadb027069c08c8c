import threading

import pytest
from django.db import connection, connections

from comarca.territories.creation import create_plan
from comarca.territories.editing.changes import changes_since
from comarca.territories.editing.errors import (
    Conflict,
    NothingToUndo,
    PlanClosed,
    UnknownTerritory,
)
from comarca.territories.editing.undo import redo, undo
from comarca.territories.editing.units import apply_moves, lock
from comarca.territories.life.activation import activate
from comarca.territories.models import Plan
from comarca.territories.tests.conftest import territories


def home(plan: Plan, unit: int) -> int | None:
    return plan.assignments.get(unit=unit).territory_id


@pytest.fixture
def units(plan: Plan) -> list[int]:
    return list(plan.assignments.order_by("unit").values_list("unit", flat=True))


def test_a_move_is_one_numbered_step(plan, team, units):
    first, second = territories(plan)
    edit = apply_moves(plan, team["administrator"], 1, [(units[0], first.pk, second.pk)])
    assert (edit.version, home(plan, units[0])) == (2, second.pk)
    [change] = changes_since(plan, 1)
    assert change["moves"] == [[units[0], first.pk, second.pk]]
    assert change["by"]["name"] == "Administrator"


def test_edits_of_other_units_merge(plan, team, units):
    first, second = territories(plan)
    apply_moves(plan, team["administrator"], 1, [(units[0], first.pk, second.pk)])
    apply_moves(plan, team["operations"], 1, [(units[1], first.pk, second.pk)])
    assert home(plan, units[0]) == home(plan, units[1]) == second.pk


def test_the_same_unit_moved_by_another_is_a_conflict_and_nothing_is_half_applied(
    plan, team, units
):
    first, second = territories(plan)
    apply_moves(plan, team["administrator"], 1, [(units[0], first.pk, second.pk)])
    moves = [(units[1], first.pk, second.pk), (units[0], first.pk, None)]
    with pytest.raises(Conflict) as caught:
        apply_moves(plan, team["operations"], 1, moves)
    [clash] = caught.value.clashes
    assert (clash.unit, clash.expected, clash.actual) == (units[0], first.pk, second.pk)
    assert clash.by is not None
    assert clash.by["name"] == "Administrator"
    assert home(plan, units[1]) == first.pk
    assert plan.edits.count() == 1


def test_a_locked_unit_does_not_move(plan, team, units):
    first, second = territories(plan)
    assert lock(plan, team["administrator"], units[:1], True)
    with pytest.raises(Conflict):
        apply_moves(plan, team["administrator"], 1, [(units[0], first.pk, second.pk)])


def test_units_and_territories_of_other_plans_are_refused(plan, team, units, grid):
    first, _second = territories(plan)
    other = create_plan("Other", grid, [team["owner"]], team["administrator"])
    foreign = territories(other)[0] if other.territories.count() > 1 else other.territories.get()
    with pytest.raises(UnknownTerritory):
        apply_moves(plan, team["administrator"], 1, [(units[0], first.pk, foreign.pk)])
    with pytest.raises(UnknownTerritory):
        apply_moves(plan, team["administrator"], 1, [(10**9, None, first.pk)])


def test_a_plan_in_force_is_not_edited(plan, team, units):
    from comarca.base.dates import today

    first, second = territories(plan)
    activate(plan, today(), team["administrator"])
    with pytest.raises(PlanClosed):
        apply_moves(plan, team["administrator"], 1, [(units[0], first.pk, second.pk)])


def test_undo_and_redo_walk_through_ones_own_steps(plan, team, units):
    first, second = territories(plan)
    me = team["administrator"]
    for unit in units[:2]:
        apply_moves(plan, me, 1, [(unit, first.pk, second.pk)])
    undo(plan, me)
    undo(plan, me)
    assert [home(plan, unit) for unit in units[:2]] == [first.pk, first.pk]
    with pytest.raises(NothingToUndo):
        undo(plan, me)
    redo(plan, me)
    redo(plan, me)
    assert [home(plan, unit) for unit in units[:2]] == [second.pk, second.pk]
    with pytest.raises(NothingToUndo):
        redo(plan, me)


def test_undo_leaves_what_others_did_and_refuses_where_they_went_on(plan, team, units):
    first, second = territories(plan)
    me, other = team["administrator"], team["operations"]
    apply_moves(plan, me, 1, [(units[0], first.pk, second.pk)])
    apply_moves(plan, other, 1, [(units[1], first.pk, second.pk)])
    undo(plan, me)
    assert [home(plan, unit) for unit in units[:2]] == [first.pk, second.pk]
    redo(plan, me)
    apply_moves(plan, other, 4, [(units[0], second.pk, None)])
    with pytest.raises(Conflict):
        undo(plan, me)


def connect_to(path: str) -> None:
    """Let this thread use a SQLite file, which locks as in real life; memory does not."""
    if connection.vendor == "sqlite":
        fresh = connection.copy()
        fresh.settings_dict["NAME"] = path
        connections["default"] = fresh


@pytest.mark.django_db(transaction=True)
def test_of_two_who_edit_at_once_nobodys_change_is_lost(plan, team, units, tmp_path):
    """Two connections move every unit of theirs, one by one, and one they both want."""
    first, second = territories(plan)
    ready, lost = threading.Barrier(2), []
    file, usual = str(tmp_path / "two.sqlite3"), connections["default"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [file])

    def work(who: str, mine: list[int]) -> None:
        connect_to(file)
        try:
            ready.wait(10)
            for unit in mine:
                apply_moves(plan, team[who], 1, [(unit, first.pk, second.pk)])
        except Conflict:
            lost.append(who)
        finally:
            connection.close()

    shared = units[7]
    jobs = [("administrator", [*units[:3], shared]), ("operations", [*units[3:6], shared])]
    threads = [threading.Thread(target=work, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    connect_to(file)
    try:
        moved = plan.assignments.filter(territory=second, unit__in=[*units[:6], shared]).count()
        steps, version = plan.edits.count(), Plan.objects.get(pk=plan.pk).version
    finally:
        if usual is not connections["default"]:
            connection.close()
            connections["default"] = usual
    assert (len(lost), moved, steps, version) == (1, 7, 7, 8)
