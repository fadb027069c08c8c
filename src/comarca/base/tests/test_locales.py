import pytest
from django.utils import translation

from comarca.base import locales


@pytest.mark.parametrize(
    ("language", "country", "currency"),
    [
        ("es", "Alemania", "EUR · euro"),
        ("en", "Germany", "EUR · Euro"),
        ("fr", "Allemagne", "EUR · euro"),
    ],
)
def test_countries_and_currencies_are_named_in_any_language(language, country, currency):
    with translation.override(language):
        assert dict(locales.countries())["DE"] == country
        assert dict(locales.currencies())["EUR"] == currency


def test_the_choices_hold_countries_alone_in_the_reader_s_order():
    with translation.override("en"):
        countries = locales.countries()
    codes = [code for code, _name in countries]
    assert len(codes) == len(set(codes)) > 240
    assert {"ES", "XK", "TW", "AX"} <= set(codes)
    assert not {"EU", "SU", "YU", "IC", "UN"} & set(codes)
    assert codes[-1] == "ZZ"
    assert codes.index("AX") < codes.index("AL")


def test_currencies_are_those_in_use():
    codes = [code for code, _name in locales.currencies()]
    assert {"EUR", "MXN", "COP", "VES"} <= set(codes)
    assert not {"ESP", "DEM"} & set(codes)


def test_an_unknown_language_or_country_is_no_error():
    with translation.override("tlh"):
        assert locales.country_name("ES") == "Spain"
    assert locales.country_name("??") == "??"
