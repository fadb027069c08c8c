import pytest
from django.test import Client

from comarca.team.models import Person

EVERYBODY = ["administrator", "operations", "manager", "owner", "stranger", "reader"]


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
    assert status == (200 if who == "administrator" else 403)
    if who != "administrator":
        assert client.post(address.format(pk=target), values).status_code == 403
        assert not Person.objects.filter(name="Otro").exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_administrator_invites(client, team, who):
    client.force_login(team[who])
    answer = client.post(f"/people/{team['owner'].pk}/invite/")
    assert answer.status_code == (200 if who == "administrator" else 403)
    assert team["owner"].invitations.exists() is (who == "administrator")


@pytest.mark.parametrize(
    "address",
    ["/people/", "/people/export/", "/people/add/", "/people/paste/", "/account/",
     "/account/password/", "/people/1/", "/people/1/edit/", "/panels/person/coverages/1/"],
)  # fmt: skip
def test_nobody_comes_in_without_logging_in(client: Client, company, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize(("who", "count"), [("administrator", 8), ("manager", 2), ("owner", 1)])
def test_the_list_and_its_export_hold_only_visible_people(client, team, who, count):
    client.force_login(team[who])
    assert len(client.get("/people/").context["page_obj"].object_list) == count
    rows = client.get("/people/export/").content.decode("utf-8-sig").strip().splitlines()
    assert len(rows) == count + 1


def test_the_list_searches_sorts_and_hides_who_left(client, team, django_assert_max_num_queries):
    client.force_login(team["administrator"])
    Person.objects.filter(pk=team["owner"].pk).update(is_active=False)
    with django_assert_max_num_queries(8):
        names = [p.name for p in client.get("/people/?sort=-name").context["page_obj"]]
    assert names == sorted(names, reverse=True)
    assert "Owner" not in names
    shown = client.get("/people/?q=owner&left=yes").context["page_obj"]
    assert [p.name for p in shown] == ["Owner"]


def test_an_export_cannot_carry_a_formula(client, team):
    Person.objects.filter(pk=team["owner"].pk).update(name="=1+1")
    client.force_login(team["administrator"])
    assert "'=1+1" in client.get("/people/export/").content.decode()
