import pytest

from comarca.base.organisation import Organisation
from comarca.base.tests.search.conftest import searchable  # noqa: F401
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team


@pytest.fixture
def company(db: None) -> Organisation:
    return make_company()


@pytest.fixture
def team(company: Organisation) -> dict[str, Person]:
    return make_team()
