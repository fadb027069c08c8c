"""Understands numbers as people write them: 1.234,56 and 1,234.56, with € or %."""

import math
import re
from collections.abc import Iterable

POINT, COMMA = ".", ","
SHAPE = re.compile(r"[+-]?(?:\d[\d.,' ]*|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
NOISE = re.compile(r"(?:eur(?:os?)?|usd|gbp|[€$£%]|hrs?|h)\.?", re.IGNORECASE)
GROUPS = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-", "\u2019": "'"})


class NotANumber(ValueError):
    """The text is not a number."""


def parse_number(value: object, decimal: str = POINT) -> float | None:
    """Return the number that a cell holds, None if it holds nothing.

    >>> parse_number("1.234,56 €", decimal=",")
    1234.56
    >>> parse_number("(12)")
    -12.0
    """
    if value is None or isinstance(value, bool):
        return None if value is None else float(value)
    if isinstance(value, int | float):
        return _finite(float(value))
    text = str(value).translate(SPACES).strip()
    if text in {"", "-", "–", "—"}:
        return None
    return _parse_text(text, decimal)


def find_decimal(values: Iterable[object]) -> str:
    """Return the decimal sign that some numbers use: "," or ".", "" if they do not say."""
    votes = {COMMA: 0, POINT: 0}
    for value in values:
        if isinstance(value, str) and (sign := _decimal_of(value.translate(SPACES).strip())):
            votes[sign] += 1
    if votes[COMMA] == votes[POINT]:
        return ""
    return max(votes, key=lambda sign: votes[sign])


def looks_like_a_number(value: object) -> bool:
    """Return whether a cell holds a number, whichever decimal sign it uses."""
    if isinstance(value, int | float):
        return True
    text = str(value).translate(SPACES).strip()
    return bool(SHAPE.fullmatch(_bare(text)[1])) if text else False


def _parse_text(text: str, decimal: str) -> float:
    """Read a number written with a known decimal sign."""
    negative, bare = _bare(text)
    if not SHAPE.fullmatch(bare):
        raise NotANumber(text)
    thousands = POINT if decimal == COMMA else COMMA
    plain = bare.replace("'", "").replace(" ", "")
    if thousands in plain:
        whole = plain.split(decimal)[0].lstrip("+-")
        if decimal not in plain and plain.count(thousands) == 1 and not GROUPS.fullmatch(whole):
            plain = plain.replace(thousands, decimal)
        elif not GROUPS.fullmatch(whole):
            raise NotANumber(text)
    plain = plain.replace(thousands, "").replace(decimal, ".")
    try:
        number = float(plain)
    except ValueError as error:
        raise NotANumber(text) from error
    return _finite(-number if negative else number)


def _bare(text: str) -> tuple[bool, str]:
    """Take brackets (a negative number), currency and units away."""
    negative = text.startswith("(") and text.endswith(")")
    bare = NOISE.sub("", text[1:-1] if negative else text).strip()
    if bare.endswith("-"):
        return not negative, bare[:-1].strip()
    return negative, bare


def _decimal_of(text: str) -> str:
    """Return the decimal sign that one number shows beyond doubt, else nothing."""
    bare = _bare(text)[1]
    if not SHAPE.fullmatch(bare):
        return ""
    points, commas = bare.count(POINT), bare.count(COMMA)
    if points and commas:
        return POINT if bare.rindex(POINT) > bare.rindex(COMMA) else COMMA
    if points + commas != 1:
        return (COMMA if points > 1 else POINT) if points + commas else ""
    sign = POINT if points else COMMA
    whole, fraction = bare.lstrip("+-").split(sign)
    in_doubt = len(fraction) == 3 and 1 <= len(whole) <= 3 and whole.strip("0")
    return "" if in_doubt else sign


def _finite(number: float) -> float:
    """Refuse infinity and not-a-number."""
    if not math.isfinite(number):
        raise NotANumber(str(number))
    return number
