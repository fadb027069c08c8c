"""Bundled layers and countries are called as the reader calls them."""

import pytest
from django.utils import translation

from comarca.base.locales import country_codes, country_name
from comarca.geography.country_names import country_of
from comarca.geography.forms import LayerDetailsForm
from comarca.geography.layer_names import PackName
from comarca.geography.models import Layer

pytestmark = pytest.mark.django_db


def _bundled() -> Layer:
    made = Layer.objects.create(
        code="mx-towns", name=PackName.of("MX", "area around a town"), country="MX",
        level="area around a town", source=Layer.Source.PACK, is_ready=True,
    )  # fmt: skip
    return Layer.objects.get(pk=made.pk)


@pytest.mark.parametrize(
    ("language", "name"),
    [("es", "México: zonas alrededor de cada población"), ("en", "Mexico: areas around towns")],
)
def test_a_bundled_layer_is_called_in_the_readers_language(language: str, name: str) -> None:
    _bundled()
    with translation.override(language):
        layer = Layer.objects.get()
        assert str(layer) == name
        layer.save()
    assert Layer.objects.get().name == "Mexico: areas around towns"


def test_a_name_that_somebody_types_stays_as_it_is() -> None:
    layer = _bundled()
    same = {"name": str(layer.name), "country": "MX", "attribution": "INEGI"}
    form = LayerDetailsForm(same, instance=layer)
    assert form.is_valid()
    form.save()
    with translation.override("es"):
        assert Layer.objects.get().name.startswith("México")
        form = LayerDetailsForm({**same, "name": "Nuestro mapa"}, instance=Layer.objects.get())
        assert form.is_valid()
        form.save()
    assert Layer.objects.get().name == "Nuestro mapa"


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_country_is_known_by_the_name_that_it_is_shown_with(language: str) -> None:
    with translation.override(language):
        lost = {
            code: name for code in country_codes() if country_of(name := country_name(code)) != code
        }
    assert lost == {}
