"""The states of opportunities: any past moment of the pipeline can be shown."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.accounts.tests.factories import make_account
from comarca.activities import editing as activities
from comarca.base import writing
from comarca.base.objects import find
from comarca.sales.models import Opportunity, OpportunityState, Reason
from comarca.sales.pipeline import board, editing
from comarca.sales.pipeline.starting import default_pipeline
from comarca.sales.pipeline.states import keep_state, states_at

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 5),  # hours since the last change; 0: the same moment
        st.integers(0, 3),  # the stage
        st.one_of(st.none(), st.integers(0, 3).map(Decimal)),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@pytest.fixture
def bare(team, account, pipeline, stages):
    """An opportunity of which no state is kept yet."""
    stage = next(iter(stages.values()))
    return Opportunity.objects.create(title="X", account=account, pipeline=pipeline, stage=stage)


@settings(max_examples=25)
@given(CHANGES)
def test_as_of_any_moment_it_stands_as_it_was_left(bare, stages, changes):
    OpportunityState.objects.all().delete()
    order, now, told = list(stages.values()), BEGUN, []
    for hours, stage, value in changes:
        now += timedelta(hours=hours)
        bare.stage, bare.value = order[stage], value
        keep_state(bare, now)
        told = [row for row in told if row[0] < now] + [(now, bare.stage_id, value)]
    for moment, stage_id, value in told:
        for at in (moment, moment + timedelta(minutes=30)):
            found = states_at(at).get()
            assert (found.stage_id, found.value) == (stage_id, value)
    assert not states_at(BEGUN - timedelta(seconds=1)).exists()
    rows = list(OpportunityState.objects.order_by("valid_from"))
    for before, after in pairwise(rows):
        assert before.valid_to == after.valid_from
    assert rows[-1].valid_to is None


def test_yesterdays_board_shows_what_stood_there(team, account, opportunity, stages):
    names = list(stages)
    person, early = team["owner"], datetime(2026, 1, 1, 10, tzinfo=UTC)
    OpportunityState.objects.update(valid_from=early)
    Opportunity.objects.update(stage_since=early)
    activities.create({"title": "Call", "account": account.pk}, person)
    editing.change(opportunity, None, {"value": Decimal(2000)}, person)
    asked = board.Asked(opportunity.pipeline)
    then = board.Asked(opportunity.pipeline, moment=early + timedelta(days=1))
    today, past = board.columns(asked, person), board.columns(then, person)
    assert [str(one) for one in board.totals(today)[1]] == ["€2,000.00"]
    assert [str(one) for one in board.totals(past)[1]] == ["€1,000.00"]
    assert [str(one) for one in board.totals(past)[2]] == ["€100.00"]  # 10 % at the first stage
    assert past[0].stage.name == names[0]
    assert board.totals(board.columns(then, team["stranger"]))[0] == 0


def test_a_stage_asks_for_a_next_step_and_the_end_for_a_reason(team, opportunity, stages):
    person, order = team["owner"], list(stages.values())
    with pytest.raises(ValidationError, match="next step"):
        editing.move(opportunity, None, order[1], person)
    step = activities.create({"title": "Call", "account": opportunity.account_id}, person)
    Opportunity.objects.update(next_step=step)
    moved = editing.move(opportunity, None, order[1], person)
    assert moved.stage == order[1]
    won = next(stage for stage in order if stage.kind == "won")
    with pytest.raises(ValidationError, match="choose a reason"):
        editing.move(moved, None, won, person)
    reason = Reason.objects.filter(kind="won").first()
    wrong = Reason.objects.filter(kind="lost").first()
    with pytest.raises(ValidationError, match="choose a reason"):
        editing.move(moved, None, won, person, reason=wrong.pk)
    done = editing.move(moved, None, won, person, reason=reason.pk)
    assert done.closed_at is not None
    again = editing.move(done, None, order[0], person)
    assert (again.closed_at, again.reason) == (None, None)


def test_of_two_who_move_it_at_once_one_wins(team, opportunity, stages):
    editing.change(opportunity, opportunity.version, {"value": Decimal(5)}, team["owner"])
    with pytest.raises(writing.EditedMeanwhile):
        editing.change(opportunity, opportunity.version, {"value": Decimal(6)}, team["manager"])
    assert Opportunity.objects.get().value == 5


def test_a_territory_holds_its_descendants(team, pipeline):
    from comarca.geography.tests.factories import make_grid_layer
    from comarca.territories.creation import create_plan
    from comarca.territories.models import Territory

    layer = make_grid_layer(2, 2)
    plan = create_plan("Plan", layer, [team["owner"], team["stranger"]], team["administrator"])
    first, second = plan.territories.order_by("pk")
    region = Territory.objects.create(plan=plan, code="R", name="Region", is_leaf=False)
    Territory.objects.filter(pk=first.pk).update(parent=region)
    units = list(layer.units.order_by("code"))
    for unit, territory in zip(units, (first, first, second, second), strict=True):
        plan.assignments.filter(unit=unit).update(territory=territory)
        account = make_account(f"Bar {unit.code}", unit=unit, owner=team["owner"])
        values = {"title": unit.code, "account": account.pk, "value": Decimal(100)}
        writing.create(find("opportunity"), values, team["owner"])
    asked = board.Asked(default_pipeline(), territory=region.pk)
    assert board.totals(board.columns(asked, team["administrator"]))[0] == 2
    asked = board.Asked(default_pipeline(), territory=second.pk, person=team["stranger"].pk)
    assert board.totals(board.columns(asked, team["administrator"]))[0] == 0
