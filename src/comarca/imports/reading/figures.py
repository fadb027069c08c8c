"""Understands numbers as people write them: 1.234,56 and 1,234.56, with a currency or %."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from comarca.imports.reading.currencies import split_currency

POINT, COMMA = ".", ","
SHAPE = re.compile(r"[+-]?(?:\d[\d.,' ]*|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
BARE = re.compile(r"[+-]?[\d.,]*\d")
UNITS = re.compile(r"(?:%|\b(?:hrs?|h|uds?|unidades)\.?)$", re.IGNORECASE)
GROUPS = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+")
LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-", "\u2019": "'"})
NO_CENTS = re.compile(r"[,.]\s*[-–—]+$")
TIMES = (
    (re.compile(r"(?i)(?<=[\d ])(?:mill(?:ones|[óo]n)?|mio|mln|millions?|milhões|mm|m)\.?$"), 1e6),
    (re.compile(r"(?i)(?<=[\d ])(?:miles|mil|thousand|tsd|k)\.?$"), 1e3),
)  # fmt: skip
NOTHING = frozenset(["", "-", "–", "—", "--"])


class NotANumber(ValueError):
    """The text is not a number."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number, and the currencies that stood beside it (none for a bare number)."""

    number: float
    currencies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """How the numbers of a column are written, and what shows it.

    ``example`` is a cell that shows the decimal sign; it is a ``is_guess`` where every cell can
    be read in two ways, such as 1.234.
    """

    decimal: str = ""
    example: str = ""
    is_guess: bool = False


def parse_number(value: object, decimal: str = POINT) -> float | None:
    """Return the number that a cell holds, None if it holds nothing.

    >>> parse_number("1.234,56 €", decimal=",")
    1234.56
    >>> parse_number("(12)")
    -12.0
    """
    found = parse_amount(value, decimal)
    return None if found is None else found.number


def parse_amount(value: object, decimal: str = POINT) -> Written | None:
    """Return the number of a cell and its currency, None if it holds nothing."""
    if value is None:
        return None
    if isinstance(value, bool | int | float):
        return Written(_finite(float(value)))
    text = _tidy(value)
    if text in NOTHING:
        return None
    negative, bare, currencies, times = _bare(text)
    number = _parse_text(bare, decimal) * times
    return Written(_finite(-number if negative else number), currencies)


def find_format(values: Iterable[object]) -> Format:
    """Return how the numbers of a column are written.

    Amounts have two decimals or none: where every cell with a sign has three digits behind it,
    the sign marks thousands, and that is told as the guess it is.
    """
    votes: dict[str, list[str]] = {COMMA: [], POINT: []}
    doubtful: dict[str, list[str]] = {COMMA: [], POINT: []}
    for value in values:
        if isinstance(value, str):
            sign, is_sure = _decimal_of(_tidy(value))
            if sign:
                (votes if is_sure else doubtful)[sign].append(value.strip())
    if len(votes[COMMA]) != len(votes[POINT]):
        best = max(votes, key=lambda sign: len(votes[sign]))
        return Format(best, votes[best][0])
    if votes[COMMA]:
        return Format(is_guess=True)
    if len(doubtful[COMMA]) != len(doubtful[POINT]):
        marks = max(doubtful, key=lambda sign: len(doubtful[sign]))
        other = POINT if marks == COMMA else COMMA
        return Format(other, doubtful[marks][0], is_guess=True)
    return Format()


def find_decimal(values: Iterable[object]) -> str:
    """Return the decimal sign that some numbers show beyond doubt: "," or ".", "" if none does."""
    found = find_format(values)
    return "" if found.is_guess else found.decimal


def looks_like_a_number(value: object) -> bool:
    """Return whether a cell holds a number, whichever decimal sign it uses."""
    if isinstance(value, int | float):
        return True
    text = _tidy(value)
    return bool(SHAPE.fullmatch(_bare(text)[1])) if text else False


def _tidy(value: object) -> str:
    return str(value).translate(SPACES).strip()


def _parse_text(bare: str, decimal: str) -> float:
    """Read a number written with a known decimal sign."""
    if not SHAPE.fullmatch(bare):
        raise NotANumber(bare)
    thousands = POINT if decimal == COMMA else COMMA
    plain = bare.replace("'", "").replace(" ", "")
    if thousands in plain:
        whole = plain.split(decimal)[0].lstrip("+-")
        is_grouped = GROUPS.fullmatch(whole) or LAKHS.fullmatch(whole)
        if decimal not in plain and plain.count(thousands) == 1 and not is_grouped:
            plain = plain.replace(thousands, decimal)
        elif not is_grouped:
            raise NotANumber(bare)
    plain = plain.replace(thousands, "").replace(decimal, ".")
    try:
        return float(plain)
    except ValueError as error:
        raise NotANumber(bare) from error


def _bare(text: str) -> tuple[bool, str, frozenset[str], float]:
    """Take sign, currency and units away: negative, the digits, the currencies, a multiple."""
    if BARE.fullmatch(text):
        return False, text, frozenset(), 1.0
    negative = text.startswith("(") and text.endswith(")")
    bare = NO_CENTS.sub("", text[1:-1] if negative else text).strip()
    bare, currencies = split_currency(bare)
    bare = UNITS.sub("", bare).strip()
    times = 1.0
    for pattern, multiple in TIMES:
        if (shorter := pattern.sub("", bare).strip()) != bare:
            bare, times = shorter, multiple
            break
    if not currencies:
        bare, currencies = split_currency(bare)
    if bare.startswith("(") and bare.endswith(")"):
        negative, bare = not negative, bare[1:-1].strip()
    if bare.endswith("-"):
        negative, bare = not negative, bare[:-1].strip()
    return negative, bare, currencies, times


def _decimal_of(text: str) -> tuple[str, bool]:
    """Return the sign in a number that may be the decimal one, and whether it surely is.

    ``1.234`` gives ``(".", False)``: the point may as well mark thousands.
    """
    bare = _bare(text)[1]
    if not SHAPE.fullmatch(bare):
        return "", False
    points, commas = bare.count(POINT), bare.count(COMMA)
    if points and commas:
        return (POINT if bare.rindex(POINT) > bare.rindex(COMMA) else COMMA), True
    if points + commas != 1:
        return ((COMMA if points > 1 else POINT), True) if points + commas else ("", False)
    sign = POINT if points else COMMA
    whole, fraction = bare.lstrip("+-").split(sign)
    in_doubt = len(fraction) == 3 and 1 <= len(whole) <= 3 and bool(whole.strip("0"))
    return sign, not in_doubt


def _finite(number: float) -> float:
    """Refuse infinity and not-a-number."""
    if not math.isfinite(number):
        raise NotANumber(str(number))
    return number
