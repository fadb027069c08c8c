"""Says values as people read them: numbers and dates of their country, names for keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from comarca.base import phones
from comarca.base.country_words import known_country
from comarca.base.money import named
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.organisation import own_currency

UNKNOWN = "–"
CENTS = 2  # the decimals of an amount that is not whole
Names = Mapping[str, Mapping[int, str]]  # model label -> primary key -> name


def say(field: Field, value: Any, names: Names | None = None) -> str:
    """Return a value in words; a dash where it is not known."""
    return speaker(field, names)(value)


def speaker(field: Field, names: Names | None = None) -> Callable[[Any], str]:
    """Return what says the values of a field; choices are looked up once for all of them."""
    one = _single(field, names)

    def said(value: Any) -> str:
        if isinstance(value, list | tuple):
            return ", ".join(said(part) for part in value) or UNKNOWN
        return UNKNOWN if value is None or value == "" else one(value)

    return said


def _single(field: Field, names: Names | None) -> Callable[[Any], str]:
    """Return what says one known value of a field."""
    if field.kind.is_link:
        of_model = (names or {}).get(field.to.lower(), {})
        # A verb may have kept a name where a key belongs: told as it is, it fails no page.
        return lambda value: value if isinstance(value, str) else of_model.get(value, UNKNOWN)
    if field.kind.is_choice:
        labels = dict(field.pairs())
        return lambda value: str(labels.get(value, value))
    if field.kind is Kind.PHONE:
        country = known_country()
        return lambda value: phones.shown(str(value), country)
    if field.kind is Kind.BOOLEAN:
        return lambda value: _("Yes") if value else _("No")
    return lambda value: _figure_or_date(field, value)


def with_currency(field: Field, text: str, values: Mapping[str, Any]) -> str:
    """Put the currency to an amount in words: its row's own, or the company's where it has none."""
    if field.kind is not Kind.MONEY or text == UNKNOWN:
        return text
    code = values.get(field.currency) if field.currency else own_currency()
    return named(text, str(code or ""))


def names_of(fields: Iterable[Field], values: Iterable[Mapping[str, Any]]) -> Names:
    """Return the names of the rows that values point at, in one question for each model."""
    wanted: dict[str, set[int]] = {}
    links = [field for field in fields if field.kind.is_link and field.to]
    for row in values:
        for field in links:
            value = row.get(field.key)
            several = value if isinstance(value, list | tuple) else [value]
            wanted.setdefault(field.to.lower(), set()).update(
                v for v in several if isinstance(v, int)
            )
    return {label: _names(label, sorted(keys)) for label, keys in wanted.items() if keys}


def _names(label: str, keys: Sequence[int]) -> dict[int, str]:
    """Return the names of rows of one model."""
    rows = apps.get_model(label)._default_manager.filter(pk__in=keys)
    return {row.pk: str(row) for row in rows}


def _figure_or_date(field: Field, value: Any) -> str:
    """Return a number or a date as the reader's country writes it, any other value as it is."""
    if isinstance(value, str) and field.kind in {Kind.DATE, Kind.DATETIME}:  # kept by an event
        value = (date if field.kind is Kind.DATE else datetime).fromisoformat(value)
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if field.kind is Kind.MONEY:
        return figure(value, field.decimals, least=CENTS)
    if field.kind.is_number:
        return figure(value, field.decimals) + (" %" if field.kind is Kind.PERCENT else "")
    return str(value)


def figure(value: Any, decimals: int, least: int = 0) -> str:
    """Return a number with no more decimals than it needs and at most ``decimals``.

    What is not whole has ``least`` decimals or more: 21.50, not 21.5, of a price.
    """
    exact = round(Decimal(str(value)), decimals)
    if exact == exact.to_integral_value():
        shown = 0
    else:  # money keeps its two decimals; a coordinate loses the noughts at its end
        needed = max(least, -int(exact.normalize().as_tuple().exponent))
        shown = decimals if decimals <= 2 else needed
    return number_format(exact, shown, use_l10n=True, force_grouping=True)
