"""Which columns a person wants is kept for them alone, in lists and files, until taken back."""

import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.base.objects import CustomField
from comarca.team.models import Person


def shown(client: Client) -> list[str]:
    return [one.key for one in client.get("/accounts/?q=").context["columns"]]


def choose(client: Client, **places: str) -> None:
    sent = {"column": list(places), **{f"at_{key}": at for key, at in places.items()}}
    client.post("/objects/account/columns/", sent)


@pytest.fixture
def usual(boss: Client, accounts: dict[str, Account]) -> list[str]:
    return shown(boss)


def test_columns_stay_in_their_order_in_the_list_and_its_file(
    boss: Client, usual: list[str]
) -> None:
    choose(boss, code="3", segment="1", potential="2")
    assert shown(boss)[-3:] == ["segment", "potential", "code"]
    head = b"".join(boss.get("/objects/account/export/")).decode("utf-8-sig").splitlines()[0]
    assert [head.index(word) for word in ("Segment", "Potential", "Code")] == sorted(
        head.index(word) for word in ("Segment", "Potential", "Code")
    )
    assert [one.key for one in boss.get("/accounts/?columns=phone").context["columns"]][-1] == (
        "phone"
    )
    boss.post("/objects/account/columns/", {"usual": "1", "column": ["code"]})
    assert shown(boss) == usual


def test_nobody_elses_list_changes(boss: Client, usual: list[str], team: dict[str, Person]) -> None:
    other = Client()
    other.force_login(team["owner"])
    before = shown(other)
    choose(boss, code="1")
    assert shown(other) == before != shown(boss)


def test_a_column_that_may_be_seen_no_longer_is_left_out(
    client: Client, team: dict[str, Person], accounts: dict[str, Account]
) -> None:
    field = CustomField.objects.create(
        object_type="account", key="c_margin", label="Margin", kind="decimal"
    )
    client.force_login(team["owner"])
    choose(client, c_margin="1", code="2")
    assert "c_margin" in shown(client)
    field.roles = ["territory_manager"]
    field.save()
    assert (shown(client)[-1], "c_margin" in shown(client)) == ("code", False)
