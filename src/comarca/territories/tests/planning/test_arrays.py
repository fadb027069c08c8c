"""A plan as arrays: territories stand in the container where their work is today."""

import pytest

from comarca.geography.models import GeoUnit
from comarca.territories.planning.arrays import PlanArrays
from comarca.territories.planning.settings import MeasureTarget, OptimiserSettings
from comarca.territories.tests.conftest import territories


@pytest.fixture
def regions(plan):
    """The first territory is all of region 9, the second all of region 1."""
    GeoUnit.objects.update(region_code="9")
    GeoUnit.objects.filter(code__startswith="2-").update(region_code="1")
    return plan


def settings(**more) -> OptimiserSettings:
    target = MeasureTarget(key="workload", tolerance=0.1)
    given = {"measures": (target,), "homes": False, "containers": "region", **more}
    return OptimiserSettings(**given)


def test_each_territory_of_today_stays_in_the_region_where_it_is(regions):
    first, second = territories(regions)
    arrays = PlanArrays(regions, settings())
    assert [t.pk for t, _person in arrays.order] == [second.pk, first.pk]
    assert arrays.containers[1] == ["1", "9"]
    assert arrays.current.tolist() == arrays.containers[0].tolist()


def test_new_territories_fill_what_a_region_is_given_beyond_those_it_has(regions):
    first, second = territories(regions)
    arrays = PlanArrays(regions, settings(k=6))
    order = [t.pk for t, _person in arrays.order]
    assert sorted(order) == sorted([first.pk, second.pk, -1, -2, -3, -4])
    assert order.index(second.pk) < 2 <= order.index(first.pk)


def test_in_one_container_territories_keep_their_order(plan):
    arrays = PlanArrays(plan, settings(containers="none"))
    assert arrays.order == arrays.people
