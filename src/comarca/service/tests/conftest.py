"""An account with an owner, a queue with limits, and a case."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

from comarca.accounts.tests.factories import make_account
from comarca.contacts.models import Contact
from comarca.service.cases import editing
from comarca.service.models import Queue, ServiceLevel
from comarca.team.tests.people import make_company, make_team

MADRID = ZoneInfo("Europe/Madrid")


def at(*parts):
    """Return a moment on the queue's clock."""
    return datetime(*parts, tzinfo=MADRID)


@pytest.fixture
def team(db):
    cache.clear()
    company = make_company()
    company.language = "en"
    company.save()
    return make_team()


@pytest.fixture
def account(team):
    return make_account("Bar Sol", code="S1", owner=team["owner"])


@pytest.fixture
def ana(account):
    return Contact.objects.create(
        account=account, name="Ana Ruiz", email="ana@sol.example", language="en"
    )


@pytest.fixture
def queue(team):
    """A desk in Madrid, nine to six, that answers within two hours and solves within eight."""
    made = Queue.objects.create(
        name="Support", address="help@comarca.example", form_name="support", region="MD",
        escalate_to=team["manager"],
    )  # fmt: skip
    for priority, first, whole in (("2normal", 2, 8), ("4urgent", 0.5, 4)):
        ServiceLevel.objects.create(
            queue=made, priority=priority, first_answer=first, resolution=whole
        )
    return made


@pytest.fixture
def case(team, queue, account, ana):
    """A case of a Monday at ten: to be answered by twelve, to be solved by Monday at six."""
    values = {
        "subject": "Coffee machine leaks", "account": account.pk, "contact": ana.pk,
        "queue": queue.pk,
    }  # fmt: skip
    return editing.create(values, team["service"], at(2026, 3, 2, 10))
