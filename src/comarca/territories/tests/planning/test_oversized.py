"""Which units are too heavy, without fixed homes as with them."""

import pytest

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.geography.models import GeoUnit
from comarca.geography.tests.factories import make_grid_layer
from comarca.territories.creation import create_plan
from comarca.territories.planning.arrays import PlanArrays
from comarca.territories.planning.oversized import oversized_units
from comarca.territories.planning.settings import MeasureTarget, OptimiserSettings


@pytest.fixture
def islands(team):
    """Eight mainland units of 100 hours; four of an island of 20."""
    layer = make_grid_layer(3, 4)
    GeoUnit.objects.filter(code__startswith="2-").update(landmass="1", region_code="07")
    for unit in layer.units.all():
        hours = 20 if unit.code.startswith("2-") else 100
        make_account(unit=unit, lon=unit.lon, lat=unit.lat, workload_hours=hours)
    return create_plan("Islands", layer, [team["owner"]], team["operations"])


def settings(**more) -> OptimiserSettings:
    target = MeasureTarget(key="workload", tolerance=0.1)
    return OptimiserSettings(measures=(target,), homes=False, **more)


def test_an_islands_towns_are_measured_by_the_islands_own_territories(islands):
    """Ten territories: one or none of them is the island's, so its towns are no work for two."""
    assert oversized_units(PlanArrays(islands, settings(k=8))) == {}


def test_a_town_heavier_than_its_territory_is_found_with_its_peoples_work(islands):
    Account.objects.filter(sites__unit__code="0-0").update(workload_hours=500)
    found = oversized_units(PlanArrays(islands, settings(k=6)))
    unit = islands.layer.units.get(code="0-0")
    assert set(found) == {unit.pk}
    assert found[unit.pk] > 2


def test_reading_a_plan_for_more_territories_than_it_has_writes_nothing(islands):
    arrays = PlanArrays(islands, settings(k=5))
    assert len(arrays.people) == 5
    assert [t.pk for t, _p in arrays.people[1:]] == [-1, -2, -3, -4]
    assert islands.territories.count() == 1
