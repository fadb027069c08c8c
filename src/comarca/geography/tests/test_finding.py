import numpy as np
import pytest

from comarca.geography.gazetteer import Reason, Resolver, Said
from comarca.geography.locate import UnitIndex
from comarca.geography.models import GeoUnit, PostalCode, UnitName
from comarca.geography.naming import fold, spellings
from comarca.geography.postal import PostalIndex
from comarca.geography.subdivision import subdivide
from comarca.geography.tests.factories import make_grid_layer

pytestmark = pytest.mark.django_db
TOWNS = {
    "0-0": ("A Coruña|Coruña, A", "A Coruña"),
    "0-1": ("Vitoria-Gasteiz", "Araba/Álava"),
    "0-2": ("Mieres", "Asturias"),
    "0-3": ("Mieres", "Girona"),
    "1-0": ("Alacant/Alicante|Alacant|Alicante", "Alacant/Alicante"),
}


@pytest.fixture
def layer():
    made = make_grid_layer(2, 4)
    for code, (names, region) in TOWNS.items():
        unit = GeoUnit.objects.get(layer=made, code=code)
        unit.name, unit.region = names.split("|")[0], region
        unit.save()
        forms = {f for n in names.split("|") for f in spellings(n)}
        UnitName.objects.bulk_create(UnitName(unit=unit, layer=made, folded=f) for f in forms)
    return made


@pytest.mark.parametrize(
    ("name", "province", "code"),
    [
        ("Coruña, A", "", "0-0"), ("A Coruña", "", "0-0"), ("La Coruña", "", "0-0"),
        ("LA CORUNA", "", "0-0"), ("Coruña (A)", "", "0-0"), ("Vitoria", "", "0-1"),
        ("gasteiz", "", "0-1"), ("Vitoria-Gasteiz", "Álava", "0-1"), ("Mieres", "Gerona", "0-3"),
        ("Mieres", "asturias", "0-2"), ("Alicante", "Alicante", "1-0"), ("Alacant", "", "1-0"),
    ],
)  # fmt: skip
def test_a_town_is_found_by_any_of_its_names(layer, name, province, code):
    verdict = Resolver(layer).resolve(Said(name, province))
    assert verdict.unit == layer.units.get(code=code).pk


def test_what_is_ambiguous_is_reported_and_not_guessed(layer):
    verdict = Resolver(layer).resolve(Said("Mieres"))
    assert (verdict.unit, len(verdict.candidates), verdict.reason) == (None, 2, Reason.AMBIGUOUS)
    assert Resolver(layer).resolve(Said("Nowhere")).reason == Reason.UNKNOWN


def test_articles_fold_away_but_short_names_stay():
    assert fold("L'Hospitalet") == fold("Hospitalet, L'") == "hospitalet"
    assert fold("A") == "a"


def test_points_find_their_unit_and_a_coast_is_wide(layer):
    lon = np.array([-4.95, -4.65, -5.01, 10.0, np.nan])
    lat = np.array([40.05, 40.15, 40.05, 40.0, 40.0])
    first, last = layer.units.get(code="0-0").pk, layer.units.get(code="1-3").pk
    assert UnitIndex(layer.pk, cells=False).find(lon, lat).tolist() == [first, last, first, -1, -1]


def test_a_postal_code_gets_its_zero_back(layer):
    unit = layer.units.first()
    PostalCode.objects.create(layer=layer, code="08001", unit=unit)
    assert PostalIndex(layer.pk).find("8001") == (unit.pk,)
    assert PostalIndex(layer.pk).find("99999") == ()


def test_cells_cover_their_unit_and_touch_its_neighbours(layer):
    import shapely

    unit = layer.units.get(code="0-1")
    cells = subdivide(unit, 6)
    whole = shapely.from_wkb(bytes(unit.outline))
    parts = shapely.from_wkb([bytes(c.outline) for c in cells])
    assert len(cells) > 2
    assert shapely.union_all(parts).area == pytest.approx(whole.area, rel=1e-6)
    assert sum(shapely.area(parts)) == pytest.approx(whole.area, rel=1e-6)
    outside = layer.units.get(code="0-0").pk
    touching = {b.a_id for b in layer.borders.filter(b__in=cells)} | {
        b.a_id for b in layer.borders.filter(a=outside)
    }
    assert outside in touching
    assert [c.pk for c in subdivide(unit, 6)] == [c.pk for c in cells]
