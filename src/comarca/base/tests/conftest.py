import pytest

from comarca.accounts.tests.factories import make_person
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team


@pytest.fixture
def company(db: None) -> Organisation:
    return make_company()


@pytest.fixture
def team(company: Organisation) -> dict[str, Person]:
    return make_team()


@pytest.fixture
def olga(db: None) -> Person:
    """The administrator of a company of nobody else."""
    Organisation.objects.create(name="Prueba", language="en")
    return make_person("Olga", "administrator")
