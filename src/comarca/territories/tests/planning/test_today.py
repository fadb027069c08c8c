"""The territories as they are, from who owns which account."""

import pytest
from django.utils.translation import override

from comarca.accounts.ownership import assign
from comarca.accounts.tests.factories import make_account
from comarca.base.dates import today
from comarca.base.jobs import Job
from comarca.territories.life.activation import activate, disruption_of
from comarca.territories.planning import jobs
from comarca.territories.planning.today import NobodyOwnsAccounts, make_todays_plan, winner
from comarca.territories.totals import Totals


@pytest.fixture
def owned(accounts, team):
    """The owner has the first two rows, the stranger the third."""
    who = [team["owner"].pk] * 8 + [team["stranger"].pk] * 4
    assign(zip([a.pk for a in accounts], who, strict=True), today())
    return accounts


def test_each_unit_goes_to_who_owns_its_accounts_and_nothing_would_change(grid, owned, team):
    plan = make_todays_plan(grid, team["manager"])
    sizes = {t.coverages.get().person: t.assignments.count() for t in plan.territories.all()}
    assert sizes == {team["owner"]: 8, team["stranger"]: 4}
    assert plan.report["today"] == {"accounts": 12, "elsewhere": 0, "unowned": 0}
    rows = disruption_of(plan, today(), team["administrator"])
    assert [row.changes for row in rows] == [0, 0]
    assert activate(plan, today(), team["administrator"]) == 0


def test_a_shared_unit_goes_to_the_majority_and_the_rest_is_counted(grid, owned, team):
    unit = grid.units.get(code="0-0")
    more = [make_account(f"Bar {n}", unit=unit) for n in range(3)]
    pairs = [(more[0].pk, team["stranger"].pk), (more[1].pk, team["stranger"].pk)]
    assign(pairs, today())
    plan = make_todays_plan(grid, team["manager"])
    home = plan.assignments.get(unit=unit).territory
    assert home.coverages.get().person == team["stranger"]
    assert plan.report["today"] == {"accounts": 14, "elsewhere": 1, "unowned": 1}


def test_units_without_accounts_go_to_the_nearest(grid, team):
    corner = make_account(unit=grid.units.get(code="0-0"))
    assign([(corner.pk, team["owner"].pk)], today())
    plan = make_todays_plan(grid, team["manager"])
    assert plan.assignments.filter(territory=None).count() == 0
    assert Totals(plan).pieces[plan.territories.get().pk] == 1


def test_without_owners_the_remedy_is_named(grid, accounts, team):
    with override("en"), pytest.raises(NobodyOwnsAccounts, match="Import a file"):
        make_todays_plan(grid, team["manager"])
    assert not grid.plans.exists()


def test_of_equals_the_one_who_joined_first_wins():
    from collections import Counter

    assert winner(Counter({7: 2, 3: 2, 9: 1})) == 3


def test_one_click_queues_it_and_the_job_leads_to_the_plan(client, team, owned):
    client.force_login(team["operations"])
    assert client.post("/plans/today/").status_code == 302
    result = jobs.todays_plan(Job.objects.get())
    page = client.get(result["next"])
    assert page.status_code == 200
    client.force_login(team["manager"])
    assert client.post("/plans/today/").status_code == 403
