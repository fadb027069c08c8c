"""A company with a row of every kind, and words in it that some may not read."""

import pytest

from comarca.team.tests.people import make_company, make_team
from tests.permissions.kept import write_kept
from tests.permissions.world import populated


@pytest.fixture
def company(db):
    make_company()
    team = make_team()
    return team, populated(team)


@pytest.fixture
def kept(company):
    """Write the words where they belong."""
    write_kept(*company)
    return company
