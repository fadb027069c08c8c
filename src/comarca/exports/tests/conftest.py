from datetime import date
from itertools import pairwise

import pytest
import shapely

from comarca.accounts.models import Account, AnnualSales, Ownership, Site
from comarca.base.organisation import Organisation
from comarca.geography.models import Border, GeoUnit, Layer
from comarca.team.models import Person
from comarca.territories.models import Coverage, Plan, Territory, UnitAssignment

SINCE = date(2024, 1, 1)


def person(name, role="representative", manager=None):
    email = f"{name.lower()}@comarca.example"
    return Person.objects.create_user(email, name=name, role=role, manager=manager)


@pytest.fixture
def team(db):
    """A manager with two representatives, a stranger, and the office."""
    Organisation.objects.create(name="Prueba, S.A.", is_demo=True)
    manager = person("Marta", "territory_manager")
    return {
        "manager": manager,
        "owner": person("Olga", manager=manager),
        "teammate": person("Teo", manager=manager),
        "stranger": person("Sam"),
        "read_only": person("Rosa", "read_only"),
        "operations": person("Óscar", "sales_operations"),
    }


@pytest.fixture
def layer(db):
    """Four squares in a row and one far away over the sea."""
    layer = Layer.objects.create(
        code="squares", name="Cuadros", level="square", source="file", attribution="© Prueba"
    )
    places = [(-4.0, 40.0), (-3.0, 40.0), (-2.0, 40.0), (-1.0, 40.0), (-16.0, 28.0)]
    units = GeoUnit.objects.bulk_create(
        GeoUnit(
            layer=layer, code=f"{n:02d}", name=f"Cuadro {n}", level="square",
            region=f"Región {n // 2}", region_code=str(n // 2), lon=lon + 0.5, lat=lat + 0.5,
            area_km2=9000, outline=shapely.to_wkb(shapely.box(lon, lat, lon + 1, lat + 1)),
        )
        for n, (lon, lat) in enumerate(places)
    )  # fmt: skip
    for a, b in pairwise(units[:4]):
        Border.objects.create(layer=layer, a=a, b=b, km=111)
    return layer


@pytest.fixture
def plan(layer, team):
    """A draft in which the first two squares are Olga's and the rest is Teo's."""
    plan = Plan.objects.create(name="Propuesta =2+3 / «2027»", layer=layer)
    mine, theirs = (
        Territory.objects.create(plan=plan, code=f"Z0{n}", name=name, colour=n)
        for n, name in ((1, "=CMD()|Norte"), (2, "Sur <b>"))
    )
    Coverage.objects.create(territory=mine, person=team["owner"])
    Coverage.objects.create(territory=theirs, person=team["teammate"])
    for number, unit in enumerate(layer.units.order_by("code")):
        home = mine if number < 2 else theirs
        UnitAssignment.objects.create(plan=plan, unit=unit, territory=home)
        account = Account.objects.create(
            code=f"A{number}", name=f"@SUM({number})", workload_hours=10 * (number + 1)
        )
        Site.objects.create(account=account, unit=unit)
        AnnualSales.objects.create(account=account, year=2025, amount=100)
        owner = team["owner"] if number < 3 else team["teammate"]
        Ownership.objects.create(account=account, person=owner, valid_from=SINCE)
    return plan
