"""Turns what stands in a cell into the value of a field; says in words what it cannot read."""

import re
from collections.abc import Callable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from comarca.imports.matching.folding import fold
from comarca.imports.preview.countries import country_of
from comarca.imports.reading.figures import NotANumber, parse_number

STATUSES = {
    "customer": [
        "cliente",
        "clientes",
        "customer",
        "customers",
        "client",
        "activo",
        "activa",
        "active",
        "alta",
        "cuenta",
    ],
    "prospect": [
        "prospecto",
        "prospect",
        "potencial",
        "lead",
        "prospeccion",
        "opportunity",
        "nuevo",
        "subscriber",
        "marketingqualifiedlead",
        "salesqualifiedlead",
    ],
    "closed": [
        "cerrado",
        "cerrada",
        "closed",
        "baja",
        "inactivo",
        "inactiva",
        "inactive",
        "perdido",
        "lost",
        "former",
    ],
}
STATUS_OF = {word: status for status, words in STATUSES.items() for word in words}
LENGTHS = {
    "code": 64, "name": 200, "segment": 60, "tax_id": 32, "phone": 40, "website": 200,
    "address": 250, "postal_code": 12, "place": 150, "province": 150, "contact_name": 150,
    "contact_first": 75, "contact_last": 75, "contact_position": 100, "contact_phone": 40,
    "email": 254, "contact_email": 254, "notes": 20_000,
}  # fmt: skip
LARGEST = {"visits_per_year": 99_999, "workload_hours": 9_999_999, "potential": 1e13}
PUNCTUATION = re.compile(r"[\s.\-/]+")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LIMIT_OF_MONEY = 1e13


class InvalidValue(Exception):
    """A cell that cannot be used: why, what to do, and whether the row is lost by it."""

    def __init__(self, problem: str, remedy: str, *, fatal: bool = True) -> None:
        self.problem, self.remedy, self.fatal = problem, remedy, fatal
        super().__init__(problem)


def as_text(cell: object, key: str = "") -> str:
    """Return a cell as one tidy text."""
    text = cell if isinstance(cell, str) else str(cell)
    text = CONTROLS.sub("", text).strip()
    if key != "notes":
        text = " ".join(text.split())
    most = LENGTHS.get(key)
    if most and len(text) > most:
        raise InvalidValue(
            _("The text is %(length)d characters long; %(most)d fit.")
            % {"length": len(text), "most": most},
            _("Shorten it."),
        )
    return text


def as_email(cell: object, key: str) -> str:
    """Return an e-mail address in lower case; one that cannot be is left out."""
    text = as_text(cell, key).lower().removeprefix("mailto:")
    try:
        validate_email(text)
    except ValidationError as error:
        raise InvalidValue(
            _("“%(text)s” is not an e-mail address.") % {"text": text[:60]},
            _("Correct it or leave it empty; the rest of the row is imported."),
            fatal=False,
        ) from error
    return text


def as_number(cell: object, decimal: str) -> float | None:
    """Return a number or nothing."""
    try:
        return parse_number(cell, decimal)
    except NotANumber as error:
        raise InvalidValue(
            _("“%(text)s” is not a number.") % {"text": str(cell)[:60]},
            _("Write a number such as %(example)s, or leave it empty.")
            % {"example": "1234,5" if decimal == "," else "1234.5"},
        ) from error


def as_figure(cell: object, key: str, decimal: str) -> str | None:
    """Return an amount with two decimals as text; negative amounts are refused."""
    number = as_number(cell, decimal)
    if number is None:
        return None
    if number < 0 and not key.startswith("sales:"):
        raise InvalidValue(_("The figure is negative."), _("Write zero or more."))
    if abs(number) > LARGEST.get(key, LIMIT_OF_MONEY):
        raise InvalidValue(
            _("The figure is too large."), _("Check the decimal sign and the column.")
        )
    return str(Decimal(str(number)).quantize(Decimal("0.01")))


def as_status(cell: object) -> str:
    """Return customer, prospect or closed."""
    words = fold(str(cell)).split()
    for word in words:
        if word in STATUS_OF:
            return STATUS_OF[word]
    raise InvalidValue(
        _("“%(text)s” is no status that is known.") % {"text": str(cell)[:60]},
        _("Write customer, prospect or closed; the account is imported as a customer."),
        fatal=False,
    )


def as_tax_id(cell: object) -> str:
    """Return a tax number in capitals, without points and dashes."""
    return PUNCTUATION.sub("", as_text(cell, "tax_id")).upper()


def as_postal_code(cell: object, country: str) -> str:
    """Return a postal code; Spain's lost zero at the front is put back."""
    text = as_text(cell, "postal_code").removeprefix("E-")
    if country == "ES" and text.isdigit() and len(text) == 4:
        return f"0{text}"
    return text


def as_country(cell: object) -> str:
    """Return a country's two letters; a name that no country has is said and left out."""
    text = as_text(cell)
    if found := country_of(text):
        return found
    raise InvalidValue(
        _("“%(text)s” is no country that is known.") % {"text": text[:60]},
        _("Write the country's name or its two letters; the rest of the row is imported."),
        fatal=False,
    )


TEXTS: dict[str, Callable[[object], str]] = {
    "status": as_status,
    "tax_id": as_tax_id,
    "country": as_country,
}
