"""Tells whether cells can be what a heading says: no column without an @ holds e-mails."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from comarca.base.objects import Kind, find
from comarca.geography.country_names import country_of
from comarca.imports.matching.status import NO, YES

LEAST, FITTING = 3, 0.1  # cells that are looked at, and the share that must be possible
MOST = 300
LETTER = re.compile(r"[^\W\d_]")
DIGIT = re.compile(r"\d")


def _digits(least: int) -> Callable[[str], bool]:
    """Return a test for texts with so many figures or more."""
    return lambda text: len(DIGIT.findall(text)) >= least


def _worded(text: str) -> bool:
    """Return whether a text has a letter and is no e-mail."""
    return bool(LETTER.search(text)) and "@" not in text


# Only what leaves no doubt: a province may be a number, a segment anything.
POSSIBLE: dict[str, Callable[[str], bool]] = {
    "contact_phone": _digits(5),
    "postal_code": lambda text: bool(DIGIT.search(text)) and "@" not in text,
    "tax_id": _digits(4),
    "address": _worded,
    "place": _worded,
    # "S" and "N" may be regions; "oui" and "no" are answers.
    "province": lambda text: len(text) == 1 or text.lower() not in YES | NO,
    "name": _worded,
    # "J" and "F" say whether a customer is a company or a person.
    "contact_name": lambda text: _worded(text) and len(text) > 2,
    "contact_first": _worded,
    "contact_last": _worded,
    "country": _worded,
    # A parent is called by its name or its code; "01" is a branch of one's own.
    "parent": lambda text: bool(LETTER.search(text)) or len(text) > 2,
    "potential": lambda text: bool(DIGIT.search(text)),
}
# Of a field that is not named above its kind decides.
POSSIBLE_OF_KIND: dict[Kind, Callable[[str], bool]] = {
    Kind.EMAIL: lambda text: "@" in text,
    Kind.PHONE: _digits(5),
    Kind.URL: lambda text: "." in text and "@" not in text,
}


def may_be(field: str, cells: Sequence[object]) -> bool:
    """Return whether a column may hold a field; few or no cells speak against nothing."""
    test = POSSIBLE.get(field) or POSSIBLE_OF_KIND.get(_kinds().get(field, Kind.TEXT))
    texts = filled(cells)
    if test is None or len(texts) < LEAST:
        return True
    return sum(map(test, texts)) >= FITTING * len(texts)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Kind]:
    """Return the kind of value of each field that an account declares."""
    return {one.key: one.kind for one in find("account").declared}


def are_countries(cells: Sequence[object]) -> bool:
    """Return whether cells are names or short names of countries: "ES", "PRT", "Francia"."""
    texts = set(filled(cells))
    known = sum(len(text) > 1 and bool(country_of(text)) for text in texts)
    return bool(texts) and known >= 0.8 * len(texts)


def filled(cells: Sequence[object]) -> list[str]:
    """Return the texts of the cells that say something."""
    return [text for cell in cells[:MOST] if cell is not None and (text := str(cell).strip())]
