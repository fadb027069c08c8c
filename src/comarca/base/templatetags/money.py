"""Writes amounts of money and numbers in the reader's way."""

from decimal import Decimal

from django import template

from comarca.base import locales
from comarca.base.money import Money

register = template.Library()


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """Write an amount to the cent: ``{{ row.amount|money:row.currency }}``."""
    return "–" if amount is None else Money(Decimal(amount), currency).text()


@register.filter
def round_money(amount: Decimal | None, currency: str) -> str:
    """Write an amount without decimals, for tables that are compared: ``12.346 €``."""
    return "–" if amount is None else Money(Decimal(amount), currency).text(0)


@register.filter
def number(value: Decimal | float | None, places: int = 2) -> str:
    """Write a number with at most some decimals: ``{{ row.hours|number:1 }}``."""
    return "–" if value is None else locales.number(value, int(places))
