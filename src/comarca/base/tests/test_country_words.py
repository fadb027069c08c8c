import pytest
from django.utils.translation import override

from comarca.base.country_words import region_label, region_word, tax_number, words_of
from comarca.base.organisation import Organisation


@pytest.mark.parametrize(
    ("country", "number", "spanish", "english"),
    [("ES", "NIF", "provincia", "province"), ("CO", "NIT", "departamento", "department"),
     ("CL", "RUT", "región", "region"), ("MX", "RFC", "estado", "state")],
)  # fmt: skip
def test_a_country_calls_things_its_own_way(country, number, spanish, english):
    with words_of(country):
        assert tax_number() == number
        with override("es"):
            assert region_word() == spanish
        with override("en"):
            assert region_word() == english


def test_an_unlisted_country_has_a_tax_number_and_provinces():
    with words_of("TD"), override("en"):
        assert (tax_number(), region_word()) == ("tax number", "province")


@pytest.mark.django_db
def test_without_a_page_the_company_is_asked():
    Organisation.objects.create(name="Acme", country="PE")
    assert tax_number() == "RUC"


def test_labels_follow_the_page_they_are_written_on():
    label = region_label()
    with words_of("CO"), override("es"):
        assert str(label) == "departamento"
    with words_of("MX"), override("es"):
        assert str(label) == "estado"
