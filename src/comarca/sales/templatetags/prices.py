"""Writes prices and quantities as their reader does: no more decimals than they have."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from comarca.base.money import Money

register = template.Library()


@register.filter
def price(value: Decimal | None) -> str:
    """Write a unit price with two decimals, or with as many more as it has."""
    if value is None:
        return "–"
    places = max(2, -int(value.normalize().as_tuple().exponent))
    return str(number_format(value, places, use_l10n=True, force_grouping=True))


@register.filter
def in_currency(value: Decimal | None, currency: str) -> str:
    """Write an amount to the cent with its currency as the reader does: 1.234,50 €."""
    return "–" if value is None else Money(value, currency).text()
