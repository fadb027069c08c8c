import pytest
from django.test import Client

from comarca.team.models import Person

EVERYBODY = ["administrator", "operations", "manager", "owner", "stranger", "reader"]
UNSEEING = {"stranger", "stranger_manager"}  # for them the owner is not there


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("administrator", 200), ("operations", 200), ("reader", 200),
        ("service", 200), ("manager", 200), ("owner", 200), ("stranger", 404),
        ("stranger_manager", 404),
    ],
)  # fmt: skip
def test_a_person_is_seen_by_themselves_and_those_above(client, team, who, status):
    client.force_login(team[who])
    assert client.get(f"/people/{team['owner'].pk}/").status_code == status
    assert client.get(f"/panels/person/coverages/{team['owner'].pk}/").status_code == status


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("address", ["/people/add/", "/people/paste/", "/people/{pk}/edit/"])
def test_only_an_administrator_changes_people(client, team, who, address):
    client.force_login(team[who])
    values = {"name": "Otro", "email": "otro@example.com", "role": "administrator", "people": "x"}
    target = team["owner"].pk
    status = client.get(address.format(pk=target)).status_code
    refused = 404 if "{pk}" in address and who in UNSEEING else 403
    assert status == (200 if who == "administrator" else refused)
    if who != "administrator":
        assert client.post(address.format(pk=target), values).status_code == refused
        assert not Person.objects.filter(name="Otro").exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_administrator_invites(client, team, who):
    client.force_login(team[who])
    answer = client.post(f"/people/{team['owner'].pk}/invite/")
    refused = 404 if who in UNSEEING else 403
    assert answer.status_code == (200 if who == "administrator" else refused)
    assert team["owner"].invitations.exists() is (who == "administrator")


@pytest.mark.parametrize(
    "address",
    ["/people/", "/objects/person/export/", "/people/add/", "/people/paste/", "/account/",
     "/account/password/", "/people/1/", "/people/1/edit/", "/panels/person/coverages/1/"],
)  # fmt: skip
def test_nobody_comes_in_without_logging_in(client: Client, company, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize(("who", "count"), [("administrator", 8), ("manager", 2), ("owner", 1)])
def test_the_list_and_its_export_hold_only_visible_people(client, team, who, count):
    client.force_login(team[who])
    assert len(client.get("/people/").context["rows"]) == count
    exported = b"".join(client.get("/objects/person/export/")).decode("utf-8-sig")
    assert len(exported.strip().splitlines()) == count + 1
    assert len(client.get("/api/objects/person/").json()["items"]) == count


def test_the_list_searches_sorts_and_hides_who_left(client, team, django_assert_max_num_queries):
    client.force_login(team["administrator"])
    Person.objects.filter(pk=team["owner"].pk).update(is_active=False)
    with django_assert_max_num_queries(14):
        names = [row.title for row in client.get("/people/").context["rows"]]
    assert "Owner" not in names
    page = client.get("/people/?sort=-name&is_active__yes=1")
    names = [row.title for row in page.context["rows"]]
    assert names == sorted(names, reverse=True)
    shown = client.get("/people/?q=owner").context["rows"]
    assert [row.title for row in shown] == ["Owner"]


def test_people_are_changed_where_they_stand_by_administrators_alone(client, team):
    path = f"/objects/person/{team['owner'].pk}/field/role/"
    client.force_login(team["manager"])
    assert client.post(path, {"role": "administrator"}).status_code == 403
    client.force_login(team["administrator"])
    client.post(path, {"role": "read_only"})
    team["owner"].refresh_from_db()
    assert team["owner"].role == "read_only"
    mine = f"/objects/person/{team['administrator'].pk}/field/role/"
    for other in Person.objects.filter(role="administrator").exclude(pk=team["administrator"].pk):
        Person.objects.filter(pk=other.pk).update(is_active=False)
    refused = client.post(mine, {"role": "read_only"}, headers={"HX-Request": "true"})
    assert b"invalid-feedback" in refused.content


def test_people_are_found_by_their_accounts_and_accounts_by_their_people(client, team):
    from comarca.accounts.tests.factories import make_account

    make_account("Bar Sol", owner=team["owner"], segment="bar")
    client.force_login(team["administrator"])
    people = client.get("/people/?account.segment__is=bar").context["rows"]
    assert [row.title for row in people] == ["Owner"]
    accounts = client.get("/accounts/?owner.role__in=representative").context["rows"]
    assert [row.title for row in accounts] == ["Bar Sol"]


def test_an_export_cannot_carry_a_formula(client, team):
    Person.objects.filter(pk=team["owner"].pk).update(name="=1+1")
    client.force_login(team["administrator"])
    exported = b"".join(client.get("/objects/person/export/")).decode()
    assert "'=1+1" in exported
