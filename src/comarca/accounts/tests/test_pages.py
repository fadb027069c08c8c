from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import (
    make_account,
    make_layer,
    make_person,
    make_unit,
)
from comarca.base.organisation import Organisation
from comarca.contacts.tests.factories import make_contact
from comarca.team.models import Person

PEOPLE = ("owner", "manager", "stranger", "operations", "read-only")
FORM = {
    "name": "Bar Sol", "code": "B1", "status": "customer", "visits_per_year": "4",
    "workload_hours": "2", "potential": "100",
}  # fmt: skip


@pytest.fixture(autouse=True)
def company(db: None) -> Organisation:
    return Organisation.objects.create(name="Prueba", language="en")


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    manager = make_person("Marta", "territory_manager")
    return {
        "manager": manager,
        "owner": make_person("Ana", manager=manager),
        "stranger": make_person("Eva"),
        "operations": make_person("Olga", "sales_operations"),
        "read-only": make_person("Luz", "read_only"),
    }


@pytest.fixture
def account(people: dict[str, Person]) -> Account:
    return make_account("Bar Sol", code="B1", owner=people["owner"], sales={2025: 10})


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_see_and_who_may_change_an_account(
    client: Client, people: dict[str, Person], account: Account, who: str
) -> None:
    client.force_login(people[who])
    seen = who != "stranger"
    may_write = seen and who != "read-only"
    base = f"/accounts/{account.pk}/"
    assert client.get(base).status_code == (200 if seen else 404)
    if who != "read-only":
        assert client.get(f"{base}edit/").status_code == (200 if seen else 404)
    answer = client.post(f"{base}edit/", {**FORM, "name": "Otro", "version": account.version})
    assert (answer.status_code == 302) is may_write
    account.refresh_from_db()
    assert (account.name == "Otro") is may_write
    answer = client.post(f"{base}close/", {"version": account.version})
    account.refresh_from_db()
    assert (account.status == "closed") is may_write
    link = f'href="{base}"'.encode()
    assert (link in client.get("/accounts/").content) is seen
    assert (b"B1" in b"".join(client.get("/objects/account/export/?all=1"))) is seen
    assert len(client.get("/api/objects/account/?q=B1").json()["items"]) == seen


@pytest.mark.parametrize("path", ["", "new/", "1/", "1/edit/", "tiles/0/0/0.mvt"])
def test_nobody_comes_in_without_logging_in(client: Client, path: str) -> None:
    answer = client.get(f"/accounts/{path}")
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_two_people_editing_at_once_lose_nothing(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    client.force_login(people["owner"])
    path = f"/accounts/{account.pk}/edit/"
    client.post(path, {**FORM, "name": "Primero", "version": account.version})
    answer = client.post(path, {**FORM, "name": "Segundo", "version": account.version})
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Primero" in body
    assert "Segundo" in body
    account.refresh_from_db()
    assert (account.name, account.version) == ("Primero", 2)
    client.post(path, {**FORM, "name": "Segundo", "version": 2})
    account.refresh_from_db()
    assert account.name == "Segundo"


def test_the_page_of_an_account_tells_its_whole_story(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    from comarca.accounts.ownership import assign

    make_contact(account, "Rosa Díaz")
    assign([(account.pk, people["stranger"].pk)], date(2026, 1, 1), "Plan 2026")
    client.force_login(people["operations"])
    body = client.get(f"/accounts/{account.pk}/").content.decode()
    for words in ("Rosa Díaz", "Ana", "Eva", "Plan 2026", "2025"):
        assert words in body


def test_a_representative_owns_the_account_they_create(
    client: Client, people: dict[str, Person]
) -> None:
    client.force_login(people["owner"])
    answer = client.post("/accounts/new/", {**FORM, "place": "Madrid"})
    assert answer.status_code == 302
    account = Account.objects.get()
    assert account.ownerships.get().person == people["owner"]
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", "Alfa Beta Gama"),
        ("sort=-name", "Gama Beta Alfa"),
        ("q=bet", "Beta"),
        ("status=prospect", "Gama"),
        ("segment=bar", "Alfa"),
        ("owner=none", "Beta Gama"),
        ("sort=-visits_per_year", "Beta Gama Alfa"),
        ("unit=none", "Beta Gama"),
    ],
)
def test_the_list_filters_and_sorts(
    client: Client, people: dict[str, Person], asked: str, names: str
) -> None:
    unit = make_unit(make_layer())
    make_account("Alfa", segment="bar", unit=unit, owner=people["owner"])
    make_account("Beta", visits_per_year=9)
    make_account("Gama", status="prospect", visits_per_year=2)
    client.force_login(people["operations"])
    page = client.get(f"/accounts/?{asked}").context["objects"]
    assert [account.name for account in page] == names.split()


def test_exports_hold_no_formulas(client: Client, people: dict[str, Person]) -> None:
    make_account("=cmd|' /C calc'!A0", code="@x")
    client.force_login(people["operations"])
    text = b"".join(client.get("/objects/account/export/?as=csv&all=1")).decode()
    assert "'=cmd" in text
    assert "'@x" in text
    workbook = client.get("/objects/account/export/?as=xlsx")
    assert workbook.content.startswith(b"PK")


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/?q=acc&sort=-potential"])
def test_the_list_asks_no_more_for_a_thousand_accounts(
    client: Client, people: dict[str, Person], path: str
) -> None:
    client.force_login(people["operations"])
    counts = []
    made = 0
    for size in (10, 1000):
        Account.objects.bulk_create(
            Account(name=f"Account {n}", code=f"X{n}") for n in range(made, size)
        )
        made = size
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 16
