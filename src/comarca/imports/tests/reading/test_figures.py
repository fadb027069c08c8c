"""Amounts of the world, and which sign of a column is the decimal one."""

import pytest

from comarca.imports.reading.figures import find_format, parse_amount


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("S/ 1,200.50", 1200.5, "PEN"), ("R$ 1.234,56", 1234.56, "BRL"),
        ("1.200,00 COP", 1200, "COP"),
        ("CLP 5.000,0", 5000, "CLP"), ("MXN 12,345.67", 12345.67, "MXN"), ("US$ 5", 5, "USD"),
        ("CHF 1'234.50", 1234.5, "CHF"), ("12 345,67 zł", 12345.67, "PLN"),
        ("Q 120.50", 120.5, "GTQ"),
        ("Bs. 50,25", 50.25, "BOB"), ("RD$ 1,200.00", 1200, "DOP"), ("B/. 12.50", 12.5, "PAB"),
        ("12.345,67 €", 12345.67, "EUR"), ("(12,5) €", -12.5, "EUR"), ("1,2 M€", 1_200_000, "EUR"),
        ("12 k€", 12_000, "EUR"), ("₲ 5.000,0", 5000, "PYG"), ("1 234,50 kr", 1234.5, "SEK"),
    ],
)  # fmt: skip
def test_amounts_with_a_currency(text: str, number: float, currency: str) -> None:
    written = parse_amount(text, find_format([text]).decimal or ",")
    assert written is not None
    assert written.number == pytest.approx(number)
    assert currency in written.currencies


@pytest.mark.parametrize(
    ("cells", "decimal", "is_guess"),
    [
        (["1.234", "2.500", "12.000"], ",", True),
        (["1.234", "12.5"], ".", False),
        (["1.234,50", "2.500"], ",", False),
        (["1,234", "2,500"], ".", True),
        (["12", "850"], "", False),
        (["0.125"], ".", False),
    ],
)
def test_the_decimal_sign_of_a_column(cells: list[str], decimal: str, is_guess: bool) -> None:
    found = find_format(cells)
    assert (found.decimal, found.is_guess) == (decimal, is_guess)


def test_amounts_without_cents_and_indian_groups() -> None:
    assert parse_amount("1.234,-", ",").number == 1234  # type: ignore[union-attr]
    assert parse_amount("1,23,456.78", ".").number == 123456.78  # type: ignore[union-attr]
