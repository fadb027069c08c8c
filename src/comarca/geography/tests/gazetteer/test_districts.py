import pytest

from comarca.geography.gazetteer import Reason, Resolver, Said
from comarca.geography.tests.gazetteer.conftest import real_layer, real_spain

pytestmark = pytest.mark.django_db


def test_what_is_no_place_beside_a_town_needs_the_province_to_say_so() -> None:
    layer = real_spain()
    resolver, names = Resolver(layer), dict(layer.units.values_list("pk", "name"))
    assert names[resolver.resolve(Said("Figueres/Alt Empordà", "Girona")).unit or 0] == "Figueres"
    asked = resolver.resolve(Said("Figueres/Alt Empordà"))
    assert (asked.unit, names[asked.candidates[0]]) == (None, "Figueres")
    assert resolver.resolve(Said("Valencia/Carabobo")).unit is None
    # Of two places of the name, one is eight times as large.
    assert resolver.resolve(Said("Aguadulce")).reason is Reason.AMBIGUOUS
    elsewhere = resolver.resolve(Said("Villagarcia", "Pontevedra"))
    assert names[elsewhere.unit or 0] == "Vilagarcía de Arousa"
    assert resolver.resolve(Said("Villagarcia")).unit is None


@pytest.mark.parametrize(
    ("country", "said", "meant"),
    [("CO", Said("BOGOTA D.C.", "CUNDINAMARCA"), "Bogotá"), ("CO", Said("Cali", "Valle"), "Cali"),
     ("CO", Said("Medellín", "05"), "Medellín"), ("CL", Said("Valparaíso", "05"), "Valparaíso"),
     ("CL", Said("Chillán", "VIII Región"), "Chillán"), ("MX", Said("Colima", "06"), "Colima"),
     ("US", Said("Houston", "TX", "77002"), "Harris"), ("PT", Said("Évora", "Alentejo"), "Évora")],
)  # fmt: skip
def test_regions_are_known_by_their_official_numbers(country: str, said: Said, meant: str) -> None:
    layer = real_layer(country)
    unit = Resolver(layer).resolve(said).unit
    assert layer.units.get(pk=unit).name == meant
