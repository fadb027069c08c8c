"""The page of an account: how it stands and why, its group, and no loop in a chain."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from comarca.accounts.groups import group_of
from comarca.accounts.measures import sales_year
from comarca.accounts.models import Account, AnnualSales
from comarca.accounts.tests.factories import make_account
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.relations.models import Promise
from comarca.team.models import Person


def page(client: Client, account: Account) -> str:
    return client.get(f"/accounts/{account.pk}/").content.decode()


def test_signs_say_what_is_bad_and_by_which_rule(
    client: Client, people: dict[str, Person], account: Account
) -> None:
    client.force_login(people["owner"])
    body = page(client, account)
    for words in ("in order", "No promise is open.", "Nobody has noted a contact yet."):
        assert words in body
    year = sales_year()
    for at, amount in ((year - 1, 1000), (year, 895)):
        AnnualSales.objects.create(account=account, year=at, amount=amount)
    Promise.objects.create(title="X", account=account, due_on=today() - timedelta(days=1))
    Account.objects.update(visits_per_year=12)
    Activity.objects.create(
        account=account, kind="call", state="done", title="Call",
        at=timezone.now() - timedelta(days=70),
    )  # fmt: skip
    body = page(client, account)
    for words in (
        "needs attention", "1 promise is late.", "10 % against the year before",
        "Bad after 61 days without contact", "Last contact: Call",
    ):  # fmt: skip
        assert words in body
    assert body.count("#icon-alert-triangle") == 3 or body.count("alert-triangle") >= 3


@pytest.fixture
def chain(people: dict[str, Person], account: Account) -> list[Account]:
    """A holding with two bars, one of them somebody else's."""
    head = make_account("Grupo Sol", owner=people["owner"], sales={sales_year(): 500})
    other = make_account("Bar Luna", owner=people["stranger"], sales={sales_year(): 70})
    Account.objects.filter(pk__in=[account.pk, other.pk]).update(parent=head)
    AnnualSales.objects.create(account=account, year=sales_year(), amount=30)
    return [head, account, other]


def test_a_group_adds_up_what_the_reader_may_see_and_says_what_is_left_out(
    client: Client, people: dict[str, Person], chain: list[Account]
) -> None:
    head, bar, _other = chain
    assert group_of(bar.pk)[0] == head.pk
    for who, count, total, names in (
        ("owner", 2, 530, {"Grupo Sol", "Bar Sol"}),
        ("administrator", 3, 600, {"Grupo Sol", "Bar Sol", "Bar Luna"}),
    ):
        client.force_login(people[who])
        body = client.get(f"/panels/account/group/{bar.pk}/").content.decode()
        assert f"{count} accounts of the group" in body
        assert f"{total}" in body
        assert {name for name in ("Grupo Sol", "Bar Sol", "Bar Luna") if name in body} == names
        assert ("1 more is not counted here." in body) is (who == "owner")


def test_no_account_belongs_to_itself_however_far_up(
    client: Client, people: dict[str, Person], chain: list[Account]
) -> None:
    head, bar, _other = chain
    client.force_login(people["owner"])
    for account, parent in ((head, bar), (bar, bar)):
        body: dict[str, Any] = {"parent": parent.pk, "version": account.version}
        answer = client.patch(
            f"/api/objects/account/{account.pk}", body, content_type="application/json"
        )
        assert answer.status_code == 422
        sent = {"parent": f"#{parent.pk}", "version": 1}
        form = client.post(f"/objects/account/{account.pk}/field/parent/", sent)
        assert "belong to itself" in form.content.decode()
    head.refresh_from_db()
    assert head.parent is None
