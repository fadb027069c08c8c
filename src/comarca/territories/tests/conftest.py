import pytest
from django.core.cache import cache

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.base.organisation import Organisation
from comarca.geography.models import Layer
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team
from comarca.territories.creation import create_plan
from comarca.territories.models import Plan, Territory


@pytest.fixture
def company(db: None) -> Organisation:
    cache.clear()
    return make_company()


@pytest.fixture
def team(company: Organisation) -> dict[str, Person]:
    return make_team()


@pytest.fixture
def grid(company: Organisation) -> Layer:
    """Three rows of four square units."""
    return make_grid_layer(3, 4)


@pytest.fixture
def accounts(grid: Layer) -> list[Account]:
    """One account of ten hours in each unit."""
    return [
        make_account(f"Bar {unit.code}", unit=unit, lon=unit.lon, lat=unit.lat, workload_hours=10)
        for unit in grid.units.order_by("pk")
    ]


@pytest.fixture
def plan(grid: Layer, team: dict[str, Person], accounts: list[Account]) -> Plan:
    """A draft: the owner has the first two rows, the stranger the third."""
    made = create_plan("Plan A", grid, [team["owner"], team["stranger"]], team["manager"])
    assign_rows(made, 2)
    return made


@pytest.fixture
def company_with_plan(db: None):
    """Make a fresh company and plan at each call, for tests that run many examples."""

    def make() -> tuple[Plan, dict[str, Person]]:
        for model in (Plan, Account, Layer, Person, Organisation):
            model.objects.all().delete()
        cache.clear()
        make_company()
        people, layer = make_team(), make_grid_layer(3, 4)
        made = create_plan("Plan A", layer, [people["owner"], people["stranger"]], None)
        assign_rows(made, 2)
        return made, people

    return make


def assign_rows(plan: Plan, rows: int) -> None:
    """Give the grid's first rows to the first territory and the others to the second."""
    first, second = territories(plan)
    upper = [f"{row}-{column}" for row in range(rows) for column in range(4)]
    plan.assignments.update(territory=second)
    plan.assignments.filter(unit__code__in=upper).update(territory=first)


def territories(plan: Plan) -> list[Territory]:
    return list(plan.territories.order_by("code"))
