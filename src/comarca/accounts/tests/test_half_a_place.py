"""Half a place is refused with a sentence wherever an account is written, and nothing is made."""

import json

import pytest

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.team.tests.people import make_company, make_team

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Bar Sol", "status": "customer", "currency": "EUR", "lon": "2.5"}


@pytest.fixture
def writer(client):
    make_company()
    client.force_login(make_team()["administrator"])
    return client


def test_by_the_api(writer):
    body = json.dumps({"name": "Bar Sol", "lon": 2.5})
    answer = writer.post("/api/objects/account/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert not Account.objects.exists()


@pytest.mark.parametrize("path", ["/objects/account/new/", "/accounts/new/"])
def test_on_the_page_of_a_new_one(writer, path):
    assert writer.post(path, GIVEN).status_code == 200
    assert not Account.objects.exists()


def test_on_the_page_of_one_that_is_there(writer):
    account = make_account("Bar Luna")
    answer = writer.post(f"/objects/account/{account.pk}/edit/", {**GIVEN, "version": "1"})
    assert answer.status_code == 200
    account.refresh_from_db()
    assert account.name == "Bar Luna"
