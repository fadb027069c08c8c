"""A territory's page: its map, its towns, its accounts, as far as its reader may see."""

import pytest

from comarca.accounts.ownership import assign
from comarca.accounts.tests.factories import make_account
from comarca.base.dates import today
from comarca.territories.life.activation import activate
from comarca.territories.map.territory_page import accounts, picture, towns
from comarca.territories.tests.conftest import territories
from comarca.territories.totals import Totals


def test_towns_come_by_weight_and_accounts_by_work(plan, team):
    first, _second = territories(plan)
    busy = make_account("Big", unit=plan.layer.units.get(code="1-2"), workload_hours=90)
    found = towns(Totals(plan), first, "workload")
    assert (found[0].accounts, found[0].figure) == (2, 100.0)
    assert len(found) == 8
    listed, count = accounts(first, team["administrator"])
    assert (listed[0], count) == (busy, 9)


def test_a_representative_reads_only_their_own_accounts(plan, team, accounts):
    from comarca.territories.map import territory_page

    activate(plan, today(), team["administrator"])
    first, _second = territories(plan)
    assign([(accounts[0].pk, team["stranger"].pk)], today())
    listed, count = territory_page.accounts(first, team["owner"])
    assert count == 7
    assert accounts[0] not in listed


def test_the_map_draws_the_territorys_own_units(plan):
    first, _second = territories(plan)
    assert picture(first).count("<path") == 8


@pytest.mark.parametrize(("who", "own", "other"), [
    ("manager", 200, 200), ("reader", 200, 200), ("owner", 200, 404), ("stranger", 404, 200),
])  # fmt: skip
def test_who_reads_the_page_and_its_map(client, team, plan, who, own, other):
    activate(plan, today(), team["administrator"])
    client.force_login(team[who])
    for territory, status in zip(territories(plan), (own, other), strict=True):
        for path in ("", "map.svg"):
            answer = client.get(f"/plans/territories/{territory.pk}/{path}")
            assert answer.status_code == status
