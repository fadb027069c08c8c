"""An account with an owner, their manager, a stranger and a reader."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.contacts.models import Contact
from comarca.team.tests.people import make_company, make_team

MADRID = ZoneInfo("Europe/Madrid")


def at(*parts):
    """Return a moment on the company's clock."""
    return datetime(*parts, tzinfo=MADRID)


@pytest.fixture
def team(db):
    company = make_company()
    company.language = "en"
    company.save()
    return make_team()


@pytest.fixture
def account(team):
    return make_account("Bar Sol", code="S1", owner=team["owner"])


@pytest.fixture
def activity(team, account):
    values = {"title": "Offer", "account": account.pk, "kind": "call", "at": at(2026, 3, 2, 10)}
    return editing.create(values, team["owner"])


@pytest.fixture
def ana(account):
    return Contact.objects.create(
        account=account, name="Ana Ruiz", email="Ana@Sol.example".lower(), language="en"
    )
