import pytest

from comarca.accounts.measures import last_full_year, per_unit
from comarca.accounts.tests.factories import make_account, make_layer, make_unit

pytestmark = pytest.mark.django_db


def test_measures_add_up_by_unit_and_skip_closed_accounts() -> None:
    layer = make_layer()
    here, there = make_unit(layer), make_unit(layer)
    year = last_full_year()
    make_account(unit=here, workload_hours=10, visits_per_year=4, sales={year: 100, year - 1: 5})
    make_account(unit=here, workload_hours=2.5, potential=30)
    make_account(unit=there, workload_hours=99, status="closed", sales={year: 7})
    totals = per_unit(layer)
    assert totals["accounts"] == {here.pk: 2}
    assert totals["workload"] == {here.pk: 12.5}
    assert totals["visits"] == {here.pk: 4}
    assert totals["potential"] == {here.pk: 30}
    assert totals["sales"] == {here.pk: 100}


def test_a_subdivided_unit_counts_what_lies_in_its_parts() -> None:
    layer = make_layer()
    city = make_unit(layer)
    west, east = (make_unit(layer, parent=city, level="cell") for _ in range(2))
    make_account(unit=west, workload_hours=1, sales={last_full_year(): 2})
    make_account(unit=east, workload_hours=2)
    totals = per_unit([city.pk, west.pk])
    assert totals["workload"] == {city.pk: 3, west.pk: 1}
    assert totals["sales"] == {city.pk: 2, west.pk: 2}
