import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.organisation import Organisation
from comarca.team.models import Person


@pytest.fixture
def team(db: None) -> dict[str, Person]:
    Organisation.objects.create(name="Prueba", language="en")
    manager = make_person("Marta", "territory_manager")
    return {
        "manager": manager,
        "owner": make_person("Ana", manager=manager),
        "peer": make_person("Iker", manager=manager),
        "stranger": make_person("Eva"),
        "administrator": make_person("Olga", "administrator"),
        "read-only": make_person("Luz", "read_only"),
    }


@pytest.fixture
def accounts(team: dict[str, Person]) -> dict[str, Account]:
    return {
        "sol": make_account(
            "Bar Sol", code="S1", segment="bar", potential=100, owner=team["owner"]
        ),
        "luna": make_account("Hotel Luna", code="L1", segment="hotel", owner=team["owner"]),
        "mar": make_account("Casa Mar", code="M1", segment="bar"),
    }


@pytest.fixture
def boss(client: Client, team: dict[str, Person]) -> Client:
    """A browser in which the administrator is logged in."""
    client.force_login(team["administrator"])
    return client
