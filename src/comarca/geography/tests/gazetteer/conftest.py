"""Spain's real names, provinces and postal codes, without outlines, once for a module."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction

from comarca.base.bulk import insert_objects
from comarca.geography.gazetteer import Resolver
from comarca.geography.models import GeoUnit, Layer, PostalCode, UnitMeasure, UnitName
from comarca.geography.naming import spellings
from comarca.geography.packs import read

LATEST = 2024


@pytest.fixture(scope="module")
def spain(django_db_setup: None, django_db_blocker: Any) -> Iterator[Layer]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield real_spain()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def resolver(spain: Layer) -> Resolver:
    return Resolver(spain)


def real_spain() -> Layer:
    """Fill a layer with what a place in Spain is found by."""
    return real_layer("ES")


def real_layer(country: str) -> Layer:
    """Fill a layer with what a place is found by, from a country's pack, without outlines."""
    folder = settings.PACKS_DIR / country.lower()
    layer = Layer.objects.create(
        code=f"real-{uuid4().hex[:8]}", name="Real", country=country, level="town",
        source="pack", version=uuid4().hex,
    )  # fmt: skip
    rows = list(read(folder / "units.csv.gz"))
    insert_objects(
        GeoUnit(
            layer=layer, code=r["code"], name=r["name"], level="town", lon=float(r["lon"]),
            lat=float(r["lat"]), region_code=r["region_code"], region=r["region"],
            group_code=r["group_code"], group=r["group"], area_km2=float(r["area_km2"]),
        )
        for r in rows
    )  # fmt: skip
    ids = dict(layer.units.values_list("code", "pk"))
    insert_objects(
        UnitName(unit_id=ids[r["code"]], layer=layer, folded=form)
        for r in rows
        for form in {f for name in r["names"].split("|") for f in spellings(name)}
    )
    insert_objects(
        PostalCode(layer=layer, code=code, unit_id=ids[unit])
        for code, unit in {(r["code"], r["unit"]) for r in read(folder / "postal.csv.gz")}
        if unit in ids
    )
    insert_objects(
        UnitMeasure(
            unit_id=ids[r["unit"]], key=r["key"], year=int(r["year"]), value=float(r["value"])
        )
        for r in read(folder / "measures.csv.gz")
        if r["key"] == "population" and r["unit"] in ids and int(r["year"]) >= LATEST
    )
    return layer
