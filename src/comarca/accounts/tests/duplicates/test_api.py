"""A program that makes what is here already is asked first, and told only what it may see."""

import json

import pytest

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.contacts.models import Contact
from comarca.team.tests.people import make_company, make_team

pytestmark = pytest.mark.django_db


def sent(client, kind, query="", **values):
    path = f"/api/objects/{kind}/{query}"
    return client.post(path, json.dumps(values), content_type="application/json")


def test_a_likely_duplicate_is_a_question_until_it_is_confirmed(client):
    make_company()
    team = make_team()
    account = make_account("Bar Sol", tax_id="B58818501", owner=team["owner"])
    Contact.objects.create(account=account, name="Eva Ruiz", email="eva@example.com")
    client.force_login(team["administrator"])
    asked = sent(client, "account", name="Bar Sol SL", tax_id="B58818501")
    assert asked.status_code == 409
    assert asked.json()["code"] == "likely_duplicate"
    assert [one["id"] for one in asked.json()["candidates"]] == [account.pk]
    assert Account.objects.count() == 1
    who = {"name": "EVA RUÍZ", "account": account.pk}
    assert sent(client, "contact", **who).status_code == 409
    assert sent(client, "contact", "?confirm=true", **who).status_code == 201
    given = {"name": "Bar Sol SL", "tax_id": "B58818501"}
    assert sent(client, "account", "?confirm=true", **given).status_code == 201
    client.force_login(make_person("Eva", "territory_manager"))  # who sees none of it
    assert sent(client, "account", **given).status_code == 201
