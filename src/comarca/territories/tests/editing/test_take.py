import pytest
from django.utils.translation import override

from comarca.territories.editing.errors import Conflict, UnknownTerritory
from comarca.territories.editing.take import locked_in, take
from comarca.territories.editing.undo import undo
from comarca.territories.editing.units import apply_moves, lock, subdivide_units
from comarca.territories.models import Plan, Proposal
from comarca.territories.tests.conftest import territories


@pytest.fixture
def proposal(plan: Plan) -> Proposal:
    """Everything goes to the second territory, half of it into a new third one."""
    _first, second = territories(plan)
    units = list(plan.assignments.order_by("unit").values_list("unit", flat=True))
    return Proposal.objects.create(
        plan=plan, kind="fair", plan_version=plan.version,
        assignment={"unit": units, "territory": [second.pk] * 6 + [-1] * 6},
        options={"measures": [{"key": "workload", "tolerance": 0.1}]},
        report={"containers": {str(second.pk): "", "-1": "07"},
                "new": [{"id": -1, "code": "N001", "name": "Bar"}]},
    )  # fmt: skip


def test_a_proposal_is_taken_as_one_step_that_undo_takes_back_whole(plan, team, proposal):
    before = list(plan.territories.order_by("pk").values())
    take(proposal, team["administrator"], 1)
    new = plan.territories.get(code="N001")
    assert (new.name, new.container) == ("Bar", "07")
    assert plan.assignments.filter(territory=new).count() == 6
    plan.refresh_from_db()
    assert plan.options == proposal.options
    undo(plan, team["administrator"])
    plan.refresh_from_db()
    assert list(plan.territories.order_by("pk").values()) == before
    assert plan.options == {}
    assert plan.assignments.values("territory").distinct().count() == 2


def test_locked_units_stay_and_the_rest_is_taken(plan, team, proposal):
    first, _second = territories(plan)
    held = plan.assignments.filter(territory=first).order_by("unit").first().unit_id
    lock(plan, team["administrator"], [held], locked=True)
    assert locked_in(proposal) == 1
    take(proposal, team["administrator"], proposal.plan_version)
    assert plan.assignments.get(unit=held).territory == first
    assert plan.assignments.filter(territory=first).count() == 1


def test_what_somebody_else_moved_since_is_not_overwritten(plan, team, proposal):
    first, second = territories(plan)
    unit = plan.assignments.filter(territory=first).first().unit_id
    apply_moves(plan, team["operations"], 1, [(unit, first.pk, second.pk)])
    with override("en"), pytest.raises(Conflict, match="Operations has moved units"):
        take(proposal, team["administrator"], proposal.plan_version)
    assert plan.assignments.filter(territory=first).count() == 7


def test_a_proposal_for_other_units_asks_to_optimise_again(plan, team, proposal):
    unit = plan.assignments.order_by("unit").first().unit
    cells = [plan.layer.units.create(code=f"c{n}", name="c", level="cell", parent=unit,
                                     lon=unit.lon, lat=unit.lat) for n in range(2)]  # fmt: skip
    subdivide_units(plan, team["operations"], {unit.pk: [cell.pk for cell in cells]})
    with override("en"), pytest.raises(UnknownTerritory, match="Optimise again"):
        take(proposal, team["administrator"], plan.version)
