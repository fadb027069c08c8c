from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.accounts.models import Ownership, owners_on
from comarca.base.dates import today
from comarca.territories.creation import copy_plan
from comarca.territories.life.activation import CannotActivate, activate, disruption_of
from comarca.territories.life.staffing import CannotStaff, serve
from comarca.territories.models import Coverage, Plan
from comarca.territories.tests.conftest import assign_rows, territories

TODAY = today()


def in_days(count: int) -> date:
    return TODAY + timedelta(days=count)


def owned(person, day: date) -> int:
    return owners_on(day).filter(person=person).count()


def test_owners_follow_the_plan_and_say_why(plan, team, accounts):
    assert activate(plan, TODAY, team["administrator"]) == 12
    assert owned(team["owner"], TODAY) == 8
    assert owned(team["stranger"], TODAY) == 4
    row = owners_on(TODAY).filter(account=accounts[0]).get()
    assert (row.reason, row.plan_id) == ("Plan A", plan.pk)
    assert owners_on(in_days(-1)).count() == 0


def test_the_next_plan_ends_the_one_before_on_its_day(plan, team):
    activate(plan, in_days(-30), team["administrator"])
    draft = copy_plan(plan, "Plan B", team["administrator"])
    assign_rows(draft, 1)
    assert activate(draft, in_days(10), team["administrator"]) == 4
    plan.refresh_from_db()
    assert (plan.status, plan.effective_to) == ("archived", in_days(10))
    draft.refresh_from_db()
    with override("en"):
        assert [plan.standing, draft.standing] == ["In force", "To come"]
    assert owned(team["owner"], in_days(9)) == 8
    assert owned(team["owner"], in_days(10)) == 4
    assert set(plan.territories.values_list("coverages__valid_to", flat=True)) == {in_days(10)}
    assert Plan.objects.in_force(in_days(9)).get() == plan
    assert Plan.objects.in_force(in_days(10)).get() == draft


def test_a_plan_put_in_force_by_mistake_gives_way_on_the_same_day(plan, team):
    better = copy_plan(plan, "Plan B", team["administrator"])
    assign_rows(better, 1)
    activate(plan, TODAY, team["administrator"])
    activate(better, TODAY, team["administrator"])
    plan.refresh_from_db()
    assert (plan.status, plan.effective_from) == ("draft", None)
    assert owned(team["owner"], TODAY) == 4
    assert set(Coverage.objects.filter(territory__plan=plan).values_list("valid_from")) == {(None,)}


def test_a_day_that_was_lived_by_another_plan_is_refused(plan, team):
    later = copy_plan(plan, "Plan B", team["administrator"])
    activate(plan, in_days(-5), team["administrator"])
    with pytest.raises(CannotActivate, match="later day"):
        activate(later, in_days(-9), team["administrator"])


def test_a_territory_without_a_person_is_refused_by_name(plan, team):
    first, _second = territories(plan)
    first.coverages.all().delete()
    with pytest.raises(CannotActivate, match=first.name):
        activate(plan, TODAY, team["administrator"])
    plan.refresh_from_db()
    assert plan.status == "draft"
    assert Ownership.objects.count() == 0


def test_accounts_without_a_territory_are_refused_and_empty_units_are_not(plan, team, accounts):
    lonely = plan.assignments.order_by("unit").first()
    plan.assignments.filter(pk=lonely.pk).update(territory=None)
    with pytest.raises(CannotActivate, match="1 accounts"):
        activate(plan, TODAY, team["administrator"])
    accounts[0].delete()
    assert activate(plan, TODAY, team["administrator"]) == 11


def test_a_named_account_goes_where_it_is_named(plan, team, accounts):
    first, _second = territories(plan)
    plan.named_accounts.create(account=accounts[-1], territory=first, reason="Old friends")
    activate(plan, TODAY, team["administrator"])
    assert owners_on(TODAY).get(account=accounts[-1]).person == team["owner"]


def test_gains_and_losses_are_those_that_come(plan, team):
    activate(plan, in_days(-3), team["administrator"])
    draft = copy_plan(plan, "Plan B", team["administrator"])
    assign_rows(draft, 1)
    shares = {s.person.pk: s for s in disruption_of(draft, TODAY, team["administrator"])}
    mine = shares[team["owner"].pk]
    assert (mine.accounts_before, mine.accounts_lost, mine.accounts_after) == (8, 4, 4)
    assert (mine.workload_before, mine.workload_after) == (80.0, 40.0)
    assert shares[team["stranger"].pk].accounts_gained == 4


def test_a_change_of_person_is_dated_and_accounts_follow(plan, team):
    activate(plan, in_days(-3), team["administrator"])
    first, _second = territories(plan)
    assert serve(first, team["stranger"], in_days(5), team["administrator"]) == 8
    assert owned(team["owner"], in_days(4)) == 8
    assert owned(team["stranger"], in_days(5)) == 12
    rows = first.coverages.order_by("valid_from").values_list("person", "valid_from", "valid_to")
    assert list(rows) == [
        (team["owner"].pk, in_days(-3), in_days(5)),
        (team["stranger"].pk, in_days(5), None),
    ]
    with pytest.raises(CannotStaff):
        serve(first, team["owner"], in_days(-1), team["administrator"])


def test_a_change_of_person_leaves_the_plan_to_come_as_it_was(plan, team):
    activate(plan, in_days(-3), team["administrator"])
    draft = copy_plan(plan, "Plan B", team["administrator"])
    activate(draft, in_days(20), team["administrator"])
    serve(territories(plan)[0], team["stranger"], in_days(5), team["administrator"])
    assert owned(team["stranger"], in_days(19)) == 12
    assert owned(team["owner"], in_days(20)) == 8
    assert owned(team["stranger"], in_days(20)) == 4


@settings(max_examples=15)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["plan", "person"]),
            st.integers(0, 8),
            st.integers(0, 3),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_on_every_day_one_plan_is_in_force_and_owners_are_its_own(plan, team, steps):
    """The model: a step from day D on decides every day from D on, until a later step."""
    Ownership.objects.all().delete()
    Plan.objects.exclude(pk=plan.pk).delete()
    Coverage.objects.all().delete()
    for territory, who in zip(territories(plan), ("owner", "stranger"), strict=True):
        Coverage.objects.create(territory=territory, person=team[who])
    Plan.objects.update(status="draft", effective_from=None, effective_to=None)
    first_day = in_days(-1)
    plan.refresh_from_db()
    assign_rows(plan, 2)
    activate(plan, first_day, team["administrator"])
    for kind, ahead, rows, who in steps:
        day = in_days(ahead)
        if kind == "plan":
            draft = copy_plan(plan, "Next", team["administrator"])
            assign_rows(draft, rows)
            if not Coverage.objects.filter(territory__plan=draft).exists():
                continue
            activate(draft, day, team["administrator"])
            assert Plan.objects.in_force(in_days(60)).get() == draft
        else:
            current = Plan.objects.in_force(day).get()
            person = team[["owner", "stranger", "manager", "operations"][who]]
            serve(territories(current)[who % 2], person, day, team["administrator"])
        _check_every_day(team)


def _check_every_day(team) -> None:
    for ahead in range(-1, 10):
        day = in_days(ahead)
        current = Plan.objects.in_force(day).get()
        owner_of = dict(Coverage.objects.owning(current, day).values_list("territory", "person"))
        home = dict(current.assignments.values_list("unit", "territory"))
        rows = owners_on(day).values_list("account__sites__unit", "person")
        assert {unit: owner_of[home[unit]] for unit in home} == dict(rows), day
    assert Ownership.objects.filter(valid_from__lt=in_days(-1)).count() == 0
