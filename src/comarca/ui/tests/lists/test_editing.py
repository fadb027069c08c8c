import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.base.events import history_of
from comarca.team.models import Person

HTMX = {"HX-Request": "true"}


def test_a_value_is_changed_where_it_stands(boss: Client, accounts: dict[str, Account]) -> None:
    sol = accounts["sol"]
    path = f"/objects/account/{sol.pk}/field/segment/"
    form = boss.get(path, headers=HTMX)
    assert b"<td" in form.content
    assert b"<!doctype" not in form.content
    saved = boss.post(path, {"segment": "café", "version": sol.version}, headers=HTMX)
    assert "café" in saved.content.decode()
    sol.refresh_from_db()
    assert (sol.segment, sol.version) == ("café", 2)
    assert history_of(sol)[0].before == {"segment": "bar"}


def test_without_a_script_it_is_a_page_that_leads_back(
    boss: Client, accounts: dict[str, Account]
) -> None:
    path = f"/objects/account/{accounts['sol'].pk}/field/segment/?next=/accounts/?q=sol"
    assert b"<!doctype html>" in boss.get(path).content
    answer = boss.post(path, {"segment": "café", "version": 1, "next": "/accounts/?q=sol"})
    assert answer["Location"] == "/accounts/?q=sol"
    answer = boss.post(path, {"segment": "x", "version": 2, "next": "https://evil.example/"})
    assert answer["Location"].startswith("/accounts/")


def test_a_conflict_is_shown_and_nothing_is_overwritten(
    boss: Client, accounts: dict[str, Account]
) -> None:
    sol = accounts["sol"]
    path = f"/objects/account/{sol.pk}/field/segment/"
    boss.post(path, {"segment": "first", "version": 1}, headers=HTMX)
    second = boss.post(path, {"segment": "second", "version": 1}, headers=HTMX).content.decode()
    assert "Somebody changed this" in second
    assert "first" in second
    assert "second" in second
    sol.refresh_from_db()
    assert sol.segment == "first"
    boss.post(path, {"segment": "second", "version": 2}, headers=HTMX)
    sol.refresh_from_db()
    assert sol.segment == "second"


def test_what_cannot_be_is_refused_in_the_cell(boss: Client, accounts: dict[str, Account]) -> None:
    path = f"/objects/account/{accounts['sol'].pk}/field/code/"
    answer = boss.post(path, {"code": "L1", "version": 1}, headers=HTMX)
    assert "Another account has this code" in answer.content.decode()
    path = f"/objects/account/{accounts['sol'].pk}/field/lon/"
    answer = boss.post(path, {"lon": "400", "version": 1}, headers=HTMX)
    assert b"invalid-feedback" in answer.content
    path = f"/objects/account/{accounts['sol'].pk}/field/lat/"
    answer = boss.post(path, {"lat": "40", "version": 1}, headers=HTMX)
    assert b"invalid-feedback" in answer.content


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("manager", 200), ("peer", 404), ("stranger", 404), ("read-only", 403)],
)
def test_who_may_change_a_value(
    client: Client,
    team: dict[str, Person],
    accounts: dict[str, Account],
    who: str,
    status: int,
) -> None:
    client.force_login(team[who])
    path = f"/objects/account/{accounts['sol'].pk}/field/segment/"
    assert client.get(path, headers=HTMX).status_code == status
    answer = client.post(path, {"segment": "changed", "version": 1}, headers=HTMX)
    assert answer.status_code == status
    accounts["sol"].refresh_from_db()
    assert (accounts["sol"].segment == "changed") is (status == 200)


@pytest.mark.parametrize("field", ["nothing", "sales", "created_at", "version"])
def test_only_described_fields_of_the_form_are_changed(
    boss: Client, accounts: dict[str, Account], field: str
) -> None:
    path = f"/objects/account/{accounts['sol'].pk}/field/{field}/"
    assert boss.post(path, {field: "1", "version": 1}).status_code == 404
