import pytest

from comarca.accounts.measures import last_full_year
from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.objects import find
from comarca.base.objects.types import ObjectType
from comarca.contacts.tests.factories import make_contact
from comarca.team.models import Person


@pytest.fixture
def account_type() -> ObjectType:
    return find("account")


@pytest.fixture
def ana(olga: Person) -> Person:
    return make_person("Ana")


@pytest.fixture
def accounts(olga: Person, ana: Person) -> dict[str, Account]:
    sol = make_account(
        "Bar Sol",
        code="S1",
        segment="bar",
        potential=100,
        owner=ana,
        place="Lugo",
        sales={last_full_year(): 7},
    )
    luna = make_account("Hotel Luna", code="L1", segment="hotel", potential=5000, place="Vigo")
    mar = make_account("Casa Mar", code="M1", status="prospect")
    make_contact(sol, "Rosa Díaz", email="rosa@sol.example")
    return {"sol": sol, "luna": luna, "mar": mar}
