"""Who came without a home town may get the one where most of their accounts are."""

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.base.events import history_of
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team


@pytest.fixture
def team(db):
    make_company()
    return make_team()


@pytest.fixture
def units(team):
    """Three accounts of one person: two in the first unit, one of them closed, two in the third."""
    units = list(make_grid_layer(1, 3).units.order_by("pk"))
    for unit, status in ((0, "customer"), (0, "closed"), (2, "customer"), (2, "prospect")):
        make_account(unit=units[unit], status=status, owner=team["owner"])
    return units


def test_the_town_with_most_open_accounts_becomes_the_home(client, team, units):
    client.force_login(team["administrator"])
    answer = client.post("/accounts/homes/", {"next": "/start/"})
    assert answer["Location"] == "/start/"
    owner, stranger = (Person.objects.get(pk=team[who].pk) for who in ("owner", "stranger"))
    assert (owner.home_place, owner.home_lon) == (units[2].name, units[2].lon)
    assert stranger.home_lon is None
    assert history_of(owner)[0].actor == team["administrator"]


def test_a_home_that_is_known_stays(client, team, units):
    Person.objects.filter(pk=team["owner"].pk).update(
        home_place="Toledo", home_lon=-4.0, home_lat=39.9
    )
    client.force_login(team["administrator"])
    client.post("/accounts/homes/")
    assert Person.objects.get(pk=team["owner"].pk).home_place == "Toledo"


@pytest.mark.parametrize("who", ["operations", "manager", "owner", "reader"])
def test_only_who_manages_people_settles_homes(client, team, units, who):
    client.force_login(team[who])
    assert client.post("/accounts/homes/").status_code == 403
    assert Person.objects.get(pk=team["owner"].pk).home_lon is None
