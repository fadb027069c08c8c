"""A small Spain: six towns with outlines, names and postal codes, made as a pack makes them."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import translation

from comarca.base.organisation import Organisation
from comarca.geography.models import GeoUnit, Layer, PostalCode, UnitName
from comarca.geography.naming import fold, spellings
from comarca.team.models import Person

DATA = Path(__file__).parent / "data"
TOWNS = [
    ("28079", "Madrid", "Madrid", -3.70, 40.42, "28001"),
    ("15030", "Coruña, A", "Coruña, A", -8.41, 43.36, "15001"),
    ("46250", "València", "Valencia/València", -0.37, 39.47, "46001"),
    ("41091", "Sevilla", "Sevilla", -5.99, 37.39, "41001"),
    ("05900", "Villanueva", "Ávila", -4.70, 40.66, "05001"),
    ("37900", "Villanueva", "Salamanca", -5.66, 40.97, "37001"),
]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def company(db: None) -> Organisation:
    return Organisation.objects.create(name="Prueba", country="ES", language="en")


@pytest.fixture
def spain(db: None) -> Iterator[Layer]:
    import shapely

    layer = Layer.objects.create(
        code="towns", name="Towns", country="ES", level="municipality", source="pack",
        version=uuid4().hex, is_ready=True,
    )  # fmt: skip
    for code, name, region, lon, lat, postal in TOWNS:
        unit = GeoUnit.objects.create(
            layer=layer, code=code, name=name, level="municipality", region=region,
            region_code=code[:2], lon=lon, lat=lat, area_km2=100,
            outline=shapely.to_wkb(shapely.box(lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1)),
        )  # fmt: skip
        for folded in {fold(one) for one in spellings(name)}:
            UnitName.objects.create(unit=unit, layer=layer, folded=folded)
        PostalCode.objects.create(layer=layer, code=postal, unit=unit)
    return layer


@pytest.fixture
def operations(db: None) -> Person:
    return Person.objects.create_user("ops@example.com", name="Olga", role="sales_operations")


@pytest.fixture
def town(spain: Layer) -> "dict[str, GeoUnit]":
    return {unit.code: unit for unit in spain.units.all()}
