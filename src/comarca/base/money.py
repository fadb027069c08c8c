"""Amounts of money: a decimal and a currency; different currencies are never added up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, total_ordering

from babel.core import Locale
from babel.numbers import (
    NumberPattern,
    format_currency,
    get_currency_precision,
    parse_pattern,
)
from django.utils.translation import gettext

from comarca.base.locales import locale

LETTERS_BEFORE_DIGITS = re.compile(r"(?<=[A-Z]{3})(?=\d)")


class DifferentCurrencies(Exception):
    """Amounts in different currencies were to be added or compared; nothing is converted."""

    def __init__(self, one: str, other: str) -> None:
        text = gettext("Amounts in {one} and {other} cannot be added up or compared.")
        super().__init__(text.format(one=one, other=other))


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """One amount: ``Money(Decimal("12.50"), "EUR")``. Arithmetic is exact; see ``rounded``."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if isinstance(self.amount, float):
            # 0.1 + 0.2 is not 0.3 as a float, and a quote must come to the cent.
            raise TypeError("Money needs a Decimal, not a float.")
        object.__setattr__(self, "amount", Decimal(self.amount))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        return Money(self.amount * factor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other).amount

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return self.text()

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise DifferentCurrencies(self.currency, other.currency)
        return other

    def rounded(self, places: int | None = None) -> "Money":
        """Return the amount to the currency's own decimals, halves away from zero (as invoices)."""
        digits = get_currency_precision(self.currency) if places is None else places
        step = Decimal(1).scaleb(-digits)
        return Money(self.amount.quantize(step, ROUND_HALF_UP), self.currency)

    def text(self, places: int | None = None) -> str:
        """Write the amount as the reader does: ``1.234,56 €`` in Spanish, ``€1,234.56``."""
        digits = get_currency_precision(self.currency) if places is None else places
        amount = self.rounded(digits).amount
        # Babel writes as many decimals as the amount has, where it may not take the currency's.
        text = format_currency(
            amount,
            self.currency,
            _pattern(str(locale()), digits),
            locale=locale(),
            currency_digits=False,
            decimal_quantization=False,
        )
        # CLDR wants a space between letters and digits (TND 1.500); Babel leaves it out.
        return LETTERS_BEFORE_DIGITS.sub("\u00a0", text)

    def short(self) -> str:
        """Write the amount without cents where it has none: ``1.234 €``, but ``1.234,50 €``."""
        return self.text(0 if self.amount == self.amount.to_integral_value() else None)


@lru_cache(maxsize=256)
def _pattern(language: str, digits: int) -> NumberPattern:
    """Return a language's pattern of money with a number of decimals, taken apart once."""
    whole = Locale.parse(language).currency_formats["standard"].pattern
    return parse_pattern(whole.replace("0.00", "0." + "0" * digits if digits else "0"))


def named(text: str, currency: str) -> str:
    """Put a currency to an amount that is written already: ``4.300`` to ``4.300 €``, ``€4,300``."""
    if not currency:
        return text
    before, after = _around(str(locale()), currency)
    sign, amount = ("-", text[1:]) if text.startswith("-") else ("", text)
    return f"{sign}{before}{amount}{after}"


@lru_cache(maxsize=256)
def _around(_locale: str, currency: str) -> tuple[str, str]:
    """Return what stands before and after an amount in the reader's way of writing."""
    before, _nothing, after = Money(Decimal(0), currency).text(0).partition("0")
    return before, after


def by_currency(amounts: Iterable[Money]) -> list[Money]:
    """Return one sum for each currency, in the order of their codes."""
    sums: dict[str, Money] = {}
    for each in amounts:
        sums[each.currency] = sums[each.currency] + each if each.currency in sums else each
    return [sums[code] for code in sorted(sums)]
