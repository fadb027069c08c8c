from collections import defaultdict
from itertools import pairwise

import pytest

from comarca.demo import pack
from comarca.geography.models import Border, GeoUnit, Layer

PROVINCES = {"26": "La Rioja", "31": "Navarra", "42": "Soria"}


def make_layer_of_stations():
    """Return three provinces, each unit a municipality with stations, in a chain of borders."""
    layer = Layer.objects.create(
        code="es-municipalities", name="Municipios", country="ES", level="municipality",
        source=Layer.Source.PACK, version="1", is_ready=True,
    )  # fmt: skip
    places = defaultdict(list)
    for row in pack.accounts(PROVINCES):
        places[row["municipality"]].append((row["place"], float(row["lon"]), float(row["lat"])))
    units = GeoUnit.objects.bulk_create(
        GeoUnit(
            layer=layer, code=code, name=found[0][0], level="municipality", region_code=code[:2],
            region=PROVINCES[code[:2]], landmass="0", lon=found[0][1], lat=found[0][2],
        )
        for code, found in sorted(places.items())
    )  # fmt: skip
    Border.objects.bulk_create(Border(layer=layer, a=a, b=b, km=1) for a, b in pairwise(units))
    return layer


@pytest.fixture
def layer(db):
    return make_layer_of_stations()


@pytest.fixture
def steps():
    return []
