"""The reader's language as Babel knows it: names of countries and currencies, numbers."""

from decimal import Decimal
from functools import lru_cache
from unicodedata import normalize

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import format_decimal, get_currency_name, get_territory_currencies
from django.utils.translation import get_language, gettext

ANOTHER_COUNTRY = "ZZ"
# Codes that ISO 3166 only reserves, or that are groups of countries, beside countries in CLDR.
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "IC", "TA", "UN", "EZ", "QO"})


def locale() -> Locale:
    """Return the reader's locale; English for a language that Babel does not know."""
    return _locale(get_language() or "en")


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 codes of countries, and Kosovo's."""
    known = {code for code in get_global("territory_currencies") if len(code) == 2}
    return frozenset(known & Locale("en").territories.keys()) - NOT_COUNTRIES


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    """Return the ISO 4217 codes of currencies in use today."""
    return frozenset(c for code in country_codes() for c in get_territory_currencies(code))


def country_name(code: str) -> str:
    """Return a country's name as the reader calls it; an unknown code as it is."""
    if code == ANOTHER_COUNTRY:
        return gettext("Another country")
    return str(locale().territories.get(code, code))


def countries() -> list[tuple[str, str]]:
    """Return the countries as choices, in the order of the reader's alphabet."""
    return list(_countries(get_language() or "en"))


@lru_cache(maxsize=32)
def _countries(_language: str) -> tuple[tuple[str, str], ...]:
    """Return the countries in the language that is spoken now, which is the one given."""
    named = [(code, country_name(code)) for code in country_codes() - {ANOTHER_COUNTRY}]
    named.sort(key=lambda row: _folded(row[1]))
    return (*named, (ANOTHER_COUNTRY, country_name(ANOTHER_COUNTRY)))


def currencies() -> list[tuple[str, str]]:
    """Return the currencies as choices, each with its code and its name."""
    reader = locale()
    return [(c, f"{c} · {get_currency_name(c, locale=reader)}") for c in sorted(currency_codes())]


# The zone that stands for a country of several, as CLDR's list of primary zones has it; and that of
# the capital, where nine of ten people live by it.
PRIMARY_ZONES = {
    "AR": "America/Argentina/Buenos_Aires", "BR": "America/Sao_Paulo", "MX": "America/Mexico_City",
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "DE": "Europe/Berlin",
    "EC": "America/Guayaquil", "ES": "Europe/Madrid", "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon", "UA": "Europe/Kiev", "UZ": "Asia/Tashkent",
}  # fmt: skip


def usual_currency(country: str) -> str:
    """Return the currency of a country today; "" where none is known."""
    return str(next(iter(get_territory_currencies(country)), "")) if country else ""


def usual_zone(country: str) -> str:
    """Return the time zone of a country; "" where it has several and none stands for all."""
    zones = get_global("territory_zones").get(country, [])
    return PRIMARY_ZONES.get(country) or (str(zones[0]) if len(zones) == 1 else "")


def zones_to_choose() -> dict[str, list[str]]:
    """Return the time zones of each country that has several, of which none stands for all."""
    zones = get_global("territory_zones")
    return {country: list(zones[country]) for country in zones if not usual_zone(country)}


def number(value: Decimal | float, places: int = 2) -> str:
    """Write a number as the reader does, with at most some decimals."""
    pattern = "#,##0." + "#" * places if places else "#,##0"
    return str(format_decimal(value, pattern, locale=locale()))


def _folded(text: str) -> str:
    """Return a name to sort by: Åland among the A, as every reader looks for it."""
    return normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
