"""The page before a plan comes into force says what it would leave out or not change."""

import pytest

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.base.dates import today
from comarca.geography.tests.factories import make_grid_layer
from comarca.territories.creation import copy_plan, planning_layer
from comarca.territories.life.activation import activate


def page(client, plan):
    return client.get(f"/plans/{plan.pk}/activate/")


@pytest.fixture
def planner(client, team):
    person = team["operations"]
    person.language = "en"
    person.save()
    client.force_login(person)
    return person


def test_accounts_off_the_map_are_counted(client, planner, plan):
    make_account("Nowhere")
    make_account("Nowhere and closed", status="closed")
    answer = page(client, plan)
    assert answer.context["off_map"] == 1
    assert "1 account is not on the map: it keeps the owner it has now." in answer.content.decode()


def test_a_plan_that_changes_nothing_says_so(client, planner, plan):
    assert "No account would change hands" not in page(client, plan).content.decode()
    activate(plan, today(), planner)
    same = copy_plan(plan, "Same", planner)
    assert "No account would change hands" in page(client, same).content.decode()


def test_hours_that_nobody_knows_are_not_shown_as_none(client, planner, plan):
    assert "Hours now" in page(client, plan).content.decode()
    Account.objects.update(workload_hours=None)
    assert "Hours now" not in page(client, plan).content.decode()


def test_a_measure_without_figures_gives_no_verdict(client, planner, plan):
    plan.options = {"measures": [{"key": "workload", "tolerance": 0.1}]}
    plan.save()
    assert not client.get(f"/plans/{plan.pk}/").context["is_empty"]
    Account.objects.update(workload_hours=None)
    answer = client.get(f"/plans/{plan.pk}/")
    assert answer.context["is_empty"]
    assert "balance cannot be judged by it" in answer.content.decode()


def test_the_first_plan_is_made_where_the_accounts_are(company, accounts, grid):
    company.country = "PE"
    company.save()
    other = make_grid_layer(1, 2, code="aaa")
    assert other.pk != grid.pk
    assert planning_layer() == grid
