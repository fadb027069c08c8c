"""Choosing units by postal code and by drive, and comparing two plans on the map."""

import pytest
from django.test import Client

from comarca.geography.models import PostalCode
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.models import Person
from comarca.territories.creation import copy_plan, create_plan
from comarca.territories.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(team: dict[str, Person]) -> Plan:
    """A draft of two rows of four units: the owner has one, the stranger the other."""
    layer = make_grid_layer(2, 4)
    made = create_plan("Norte", layer, [team["owner"], team["stranger"]], team["operations"])
    first, second = made.territories.order_by("code")
    made.assignments.update(territory=first)
    made.assignments.filter(unit__code__startswith="1").update(territory=second)
    return made


def test_a_postal_code_or_its_beginning_leads_to_its_units(
    client: Client, team: dict[str, Person], plan: Plan
) -> None:
    units = {unit.code: unit for unit in plan.layer.units.all()}
    for code, unit in (("28001", "0-0"), ("28002", "0-1"), ("28002", "0-2"), ("08001", "1-3")):
        PostalCode.objects.create(layer=plan.layer, code=code, unit=units[unit])
    client.force_login(team["owner"])
    path = f"/api/geo/layers/{plan.layer_id}/postal"
    one = client.get(path, {"code": "28002"}).json()
    assert one == {"codes": 1, "unit": sorted([units["0-1"].pk, units["0-2"].pk])}
    assert client.get(path, {"code": "28"}).json()["codes"] == 2
    assert client.get(path, {"code": "%"}).status_code == 422
    assert client.get("/api/geo/layers/999/postal", {"code": "28"}).status_code == 404


def test_a_drive_reaches_the_near_and_says_that_it_is_an_estimate(
    client: Client, team: dict[str, Person], plan: Plan
) -> None:
    start = plan.layer.units.get(code="0-0")
    client.force_login(team["operations"])
    path = f"/api/territories/plans/{plan.pk}/reach"
    here = client.get(path, {"minutes": 1, "unit": start.pk}).json()
    assert here == {"unit": [start.pk], "source": "estimate"}
    far = client.get(path, {"minutes": 600, "unit": start.pk}).json()
    assert len(far["unit"]) == 8
    assert client.get(path, {"minutes": 30, "unit": 0}).json()["unit"] == []
    assert client.get(path, {"minutes": 0, "unit": start.pk}).status_code == 422
    client.force_login(team["owner"])
    assert client.get(path, {"minutes": 30, "unit": start.pk}).status_code == 404


def test_what_another_plan_gives_to_somebody_else_is_told_with_who_had_it(
    client: Client, team: dict[str, Person], plan: Plan
) -> None:
    other = copy_plan(plan, "Copy", team["operations"])
    client.force_login(team["operations"])
    path = f"/api/territories/plans/{plan.pk}/compared/{other.pk}"
    assert client.get(path).json()["unit"] == []  # other territories, but the same people
    moved = other.assignments.get(unit__code="0-0")
    moved.territory = other.territories.order_by("code").last()
    moved.save()
    said = client.get(path).json()
    assert said["unit"] == [moved.unit_id]
    assert team["stranger"].name in said["before"][0]
    client.force_login(team["owner"])
    assert client.get(path).status_code == 404
