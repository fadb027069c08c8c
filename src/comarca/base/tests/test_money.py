from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from comarca.base.money import DifferentCurrencies, Money, by_currency, named

AMOUNTS = st.decimals(-(10**12), 10**12, places=2)
MONEY = st.builds(Money, AMOUNTS, st.sampled_from(["EUR", "USD", "JPY"]))


@given(AMOUNTS, AMOUNTS)
def test_amounts_of_one_currency_add_up_exactly(one, other):
    total = Money(one, "EUR") + Money(other, "EUR")
    assert total.amount == one + other
    assert total - Money(other, "EUR") == Money(one, "EUR")


@pytest.mark.parametrize("act", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b])
def test_different_currencies_are_never_mixed(act):
    with translation.override("en"), pytest.raises(DifferentCurrencies, match="EUR and USD"):
        act(Money(Decimal(1), "EUR"), Money(Decimal(1), "USD"))


def test_a_float_is_no_amount():
    with pytest.raises(TypeError):
        Money(0.1, "EUR")


@given(st.lists(MONEY))
def test_sums_are_kept_apart_by_currency(amounts):
    sums = by_currency(amounts)
    assert [m.currency for m in sums] == sorted({m.currency for m in amounts})
    for each in sums:
        assert each.amount == sum(m.amount for m in amounts if m.currency == each.currency)


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("0.005", "EUR", "0.01"),
        ("-0.005", "EUR", "-0.01"),
        ("2.5", "JPY", "3"),
        ("1.0005", "TND", "1.001"),
    ],
)
def test_halves_are_rounded_away_from_zero_to_the_decimals_of_the_currency(
    amount, currency, rounded
):
    assert str(Money(Decimal(amount), currency).rounded().amount) == rounded


@pytest.mark.parametrize(
    ("language", "amount", "currency", "places", "text"),
    [
        ("es", "1234.56", "EUR", None, "1.234,56\u00a0€"),
        ("en", "1234.56", "EUR", None, "€1,234.56"),
        ("es", "1234567.5", "JPY", None, "1.234.568\u00a0JPY"),
        ("es", "1234.5", "EUR", 0, "1.235\u00a0€"),
        ("en", "-3", "USD", None, "-$3.00"),
        ("pl", "1234.5", "PLN", None, "1\u00a0234,50\u00a0zł"),
        ("en", "1.5", "TND", None, "TND\u00a01.500"),
    ],
)
def test_money_reads_as_the_reader_writes_it(language, amount, currency, places, text):
    with translation.override(language):
        assert Money(Decimal(amount), currency).text(places) == text


def test_templates_write_money_and_numbers():
    template = Template(
        "{% load money %}{{ a|money:'EUR' }}|"
        "{{ a|round_money:'EUR' }}|{{ n|money:'EUR' }}|{{ a|number:1 }}"
    )
    with translation.override("es"):
        text = template.render(Context({"a": Decimal("1234.56"), "n": None}))
    assert text.replace("\u00a0", " ") == "1.234,56 €|1.235 €|–|1.234,6"


@pytest.mark.parametrize(
    ("language", "currency", "written"),
    [("es", "EUR", "-4.300\xa0€"), ("en", "EUR", "-€4,300"), ("es", "", "-4.300")],
)
def test_an_amount_that_is_written_already_takes_its_currency(language, currency, written):
    amount = "-4.300" if language == "es" else "-4,300"
    with translation.override(language):
        assert named(amount, currency) == written
