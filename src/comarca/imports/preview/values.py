"""Turns what stands in a cell into the value of a field; says in words what it cannot read."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from comarca.base.objects import find
from comarca.base.sentences import CountryName
from comarca.base.sentences import told as _
from comarca.geography.country_names import country_like, country_of
from comarca.imports.matching.folding import fold
from comarca.imports.matching.status import read_status
from comarca.imports.preview.durations import hours_of
from comarca.imports.preview.frequency import visits_a_year
from comarca.imports.preview.problems import Problem, error, note
from comarca.imports.preview.units import ONE, Unit
from comarca.imports.reading.coordinates import angle, read_point
from comarca.imports.reading.figures import NotANumber, parse_amount, parse_number
from comarca.ui.spreadsheets import unescaped

LENGTHS = {
    "contact_first": 75, "contact_last": 75,  # both together are one name
    "notes": 20_000,
}  # fmt: skip
LARGEST = {"visits_per_year": 99_999, "workload_hours": 9_999_999, "potential": 1e13}
EMAILS = re.compile(r"[\s;,/|]+")
PUNCTUATION = re.compile(r"[\s.\-/]+")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LIMIT_OF_MONEY = 1e13


class InvalidValue(Exception):
    """A cell that cannot be used, or only with a doubt: why, what to do, what is used instead.

    Only a ``fatal`` one loses the row; any other leaves the cell out, or puts ``value`` in.
    """

    def __init__(
        self, problem: str, remedy: str, *, fatal: bool = False, about: str = "", key: str = "",
        said: str = "", value: Any = None,
    ) -> None:  # fmt: skip
        self.problem, self.remedy, self.fatal = problem, remedy, fatal
        self.about, self.key, self.said, self.value = about, key, said, value
        super().__init__(problem)

    def as_problem(self, column: str) -> Problem:
        """Return the problem as it is stored with a row."""
        if self.fatal:
            return error(column, self.problem, self.remedy)
        described = note(column, self.problem, self.remedy, about=self.about, key=self.key)
        if self.said:
            described["said"] = self.said
        return described


def as_text(cell: object, key: str = "") -> str:
    """Return a cell as one tidy text; one that is too long is cut, but never a code."""
    text = cell if isinstance(cell, str) else str(cell)
    text = unescaped(CONTROLS.sub("", text).strip())
    if key != "notes":
        text = " ".join(text.split())
    most = LENGTHS.get(key) or _length_of(key)
    if most and len(text) > most:
        raise InvalidValue(
            _("The text is %(length)d characters long; %(most)d fit.")
            % {"length": len(text), "most": most},
            _("Shorten it.") if key == "code" else _("The end was cut off; shorten it."),
            fatal=key == "code",
            about="text",
            value=text[:most].rstrip(),
        )
    return text


@lru_cache(maxsize=128)
def _length_of(key: str) -> int | None:
    """Return how long a text of an account's field may be, as its description says."""
    return next((one.max_length for one in find("account").declared if one.key == key), None)


def as_email(cell: object, key: str) -> str:
    """Return an e-mail address in lower case, the first of several; none that cannot be one."""
    text = (cell if isinstance(cell, str) else str(cell)).strip().lower()
    found = [part.removeprefix("mailto:").strip("<>\"'()") for part in EMAILS.split(text)]
    found = [part for part in found if "@" in part]
    if len(found) > 1 and (first := _email(found[0])):
        raise InvalidValue(
            _("The cell holds several e-mail addresses: %(first)s was taken, not %(others)s.")
            % {"first": first, "others": ", ".join(found[1:4])[:120]},
            _("Put the others into a column of their own, or add them by hand."),
            about="email",
            value=first,
        )
    return _email(found[0] if len(found) == 1 else as_text(cell, key).lower())


def _email(text: str) -> str:
    """Return an address if it can be one."""
    try:
        validate_email(text)
    except ValidationError as problem:
        raise InvalidValue(
            _("“%(text)s” is not an e-mail address.") % {"text": text[:60]},
            _("Correct it or leave it empty; the rest of the row is imported."),
            about="email",
        ) from problem
    return text


def as_number(cell: object, decimal: str) -> float | None:
    """Return a number or nothing; degrees, minutes and seconds are one too."""
    try:
        return parse_number(cell, decimal)
    except NotANumber as problem:
        if (found := angle(str(cell))) is not None:
            return found
        raise _no_number(cell, decimal) from problem


def as_point(cell: object) -> tuple[float, float]:
    """Return latitude and longitude of a cell that holds both."""
    text = str(cell).strip()
    if (found := read_point(text)) is not None:
        return found
    raise InvalidValue(
        _("“%(text)s” is no pair of coordinates.") % {"text": text[:60]},
        _("Write them as 40.4168, -3.7038; the rest of the row is imported."),
        about="figure",
    )


def as_figure(
    cell: object, key: str, decimal: str, unit: Unit = ONE, currency: str = ""
) -> str | None:
    """Return an amount with two decimals as text; what cannot be one is left out."""
    try:
        written = parse_amount(cell, decimal)
    except NotANumber as problem:
        number = _in_words(cell, key)
        if number is None:
            raise _no_number(cell, decimal) from problem
        return _amount(number, key)
    if written is None:
        return None
    if written.currencies and currency and currency not in written.currencies:
        raise InvalidValue(
            _("“%(text)s” is in another currency than the company's (%(currency)s).")
            % {"text": str(cell)[:60], "currency": currency},
            _("Write it in the company's currency; the rest of the row is imported."),
            about="currency",
        )
    return _amount(unit.apply(written.number), key)


def _amount(number: float, key: str) -> str:
    """Return a figure as it is kept, if the field can hold it."""
    if number < 0 and not key.startswith("sales:"):
        raise InvalidValue(
            _("The figure is negative."),
            _("Write zero or more; the rest of the row is imported."),
            about="figure",
        )
    if abs(number) > LARGEST.get(key, LIMIT_OF_MONEY):
        raise InvalidValue(
            _("The figure is too large."),
            _("Check the decimal sign and the column."),
            about="figure",
        )
    return str(Decimal(str(round(number, 6))).quantize(Decimal("0.01")))


def _in_words(cell: object, key: str) -> float | None:
    """Return the figure that words mean: "Mensual" for visits, "1h30" for hours."""
    text = str(cell)
    if key == "visits_per_year":
        return visits_a_year(text)
    return hours_of(text) if key == "workload_hours" else None


def _no_number(cell: object, decimal: str) -> InvalidValue:
    return InvalidValue(
        _("“%(text)s” is not a number.") % {"text": str(cell)[:60]},
        _("Write a number such as %(example)s, or leave it empty; the rest of the row is imported.")
        % {"example": "1234,5" if decimal == "," else "1234.5"},
        about="figure",
    )


def as_status(cell: object, heading: str = "", decided: Mapping[str, str] | None = None) -> str:
    """Return customer, prospect or closed; what is not sure is asked about."""
    text = as_text(cell)
    key = fold(text)
    if decided and key in decided:
        return decided[key]
    reading = read_status(text, heading)
    if reading and reading.is_sure:
        return reading.status
    raise InvalidValue(
        _("“%(text)s” is no status that is known.") % {"text": text[:60]},
        _("Say here whether it means a customer, a prospect or a closed account."),
        about="status",
        key=key,
        said=text[:60],
        value=reading.status if reading else None,
    )


def as_tax_id(cell: object) -> str:
    """Return a tax number in capitals, without points and dashes."""
    return PUNCTUATION.sub("", as_text(cell, "tax_id")).upper()


def as_postal_code(cell: object, country: str) -> str:
    """Return a postal code; Spain's lost zero at the front is put back."""
    text = as_text(cell, "postal_code").removeprefix("E-").removesuffix(".0")
    if country == "ES" and text.isdigit() and len(text) == 4:
        return f"0{text}"
    return text


def as_country(cell: object) -> str:
    """Return a country's two letters; a name that no country has is said and left out."""
    text = as_text(cell)
    if found := country_of(text):
        return found
    if near := country_like(text):
        raise InvalidValue(
            _("“%(text)s” was read as %(country)s.")
            % {"text": text[:60], "country": CountryName.of(near)},
            _("Write the country's name or its two letters if it is another."),
            about="country_like",
            value=near,
        )
    raise InvalidValue(
        _("“%(text)s” is no country that is known.") % {"text": text[:60]},
        _("Write the country's name or its two letters; the rest of the row is imported."),
        about="country",
    )


TEXTS: dict[str, Callable[[object], Any]] = {
    "coordinates": as_point,
    "tax_id": as_tax_id,
    "country": as_country,
}
