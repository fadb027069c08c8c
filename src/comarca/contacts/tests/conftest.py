"""A company, its people, and an account with an owner."""

import pytest

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.organisation import Organisation
from comarca.team.models import Person


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    Organisation.objects.create(name="Prueba", language="en", country="ES")
    manager = make_person("Marta", "territory_manager")
    return {
        "owner": make_person("Ana", manager=manager),
        "manager": manager,
        "stranger": make_person("Eva"),
        "read-only": make_person("Luz", "read_only"),
        "administrator": make_person("Olga", "administrator"),
    }


@pytest.fixture
def account(people: dict[str, Person]) -> Account:
    return make_account("Bar Sol", code="S1", owner=people["owner"])
