"""A representative with a home and accounts around it, a cycle, and a published week."""

from datetime import date

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.team.tests.people import make_company, make_team
from comarca.visits.models import VisitCycle
from comarca.visits.planning import week as planning
from comarca.visits.planning.week import propose

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _short_search(monkeypatch):
    """Search for a twentieth of a second: six visits need no more."""
    monkeypatch.setattr(planning, "SECONDS_EACH", 0.05)


@pytest.fixture
def team(db):
    company = make_company()
    company.language = "en"
    company.save()
    people = make_team()
    people["owner"].home_lon, people["owner"].home_lat = -3.70, 40.40
    people["owner"].save()
    return people


@pytest.fixture
def accounts(team):
    VisitCycle.objects.create(segment="A", visits=1, weeks=1, minutes=45)
    return [
        make_account(f"Bar {i}", owner=team["owner"], segment="A", lon=-3.7 + i / 60, lat=40.41)
        for i in range(6)
    ]


@pytest.fixture
def week(team, accounts):
    (made,) = propose([team["owner"]], MONDAY, team["manager"])
    return made
