"""The columns of a list as they are compared: a kind and comparable values."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from comarca.base.search.folding import fold, squeeze

LEGAL = re.compile(
    r"\b(?:s ?l ?n ?e|s ?l ?u|s ?a ?u|s ?l ?l|s ?l ?p|s ?c ?p|s ?coop|s ?a ?s|s ?r ?l|s ?p ?a|s ?l|"
    r"s ?a|s ?c|c ?b|lda|ltda|ltd|limited|incorporated|inc|llc|gmbh|corp|plc|sarl|"
    r"sociedad limitada|sociedad anonima|unipersonal)$"
)
# A national number is its last nine digits, however the prefix is written.
NATIONAL, FEWEST_DIGITS = 9, 6
WWW = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
# Domains that say nothing of who writes.
FREE_MAIL = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.es", "outlook.com", "outlook.es",
    "yahoo.com", "yahoo.es", "live.com", "icloud.com", "msn.com", "telefonica.net", "terra.es",
    "orange.es", "gmx.de", "gmx.net", "web.de", "libero.it",
})  # fmt: skip
STREET_WORDS = {
    "c": "calle", "cl": "calle", "av": "avenida", "avda": "avenida", "ave": "avenue",
    "avd": "avenida", "pl": "plaza", "pza": "plaza", "plz": "plaza", "ctra": "carretera",
    "cr": "carretera", "crta": "carretera", "pg": "paseo", "pso": "paseo", "po": "paseo",
    "st": "street",
    "str": "street", "rd": "road", "blvd": "boulevard", "blv": "boulevard", "bd": "boulevard",
    "dr": "drive", "sq": "square", "pol": "poligono", "pgno": "poligono", "ind": "industrial",
    "hwy": "highway", "pkwy": "parkway", "ln": "lane", "ct": "court", "n": "north", "s": "south",
    "e": "east", "w": "west", "rda": "ronda", "trav": "travesia", "trva": "travesia", "sn": "",
}  # fmt: skip
SAID_BEFORE_NUMBERS = frozenset({"no", "num", "numero", "nr", "nº"})


class Kind(StrEnum):
    """What a column holds, which decides how two of its values are compared."""

    COMPANY = "company"
    GIVEN = "given"
    SURNAME = "surname"
    ADDRESS = "address"
    STREET = "street"
    HOUSE = "house"
    TEXT = "text"
    PHONE = "phone"
    IDENTIFIER = "identifier"
    EMAIL = "email"
    DOMAIN = "domain"
    PLACE = "place"
    POSTAL = "postal"
    CATEGORY = "category"
    DATE = "date"
    NUMBER = "number"
    POINT = "point"


@dataclass(frozen=True)
class Column:
    """One column: ``values`` are comparable texts, one a record, empty where nothing is known."""

    name: str
    kind: Kind
    values: Sequence[str]

    @classmethod
    def of(cls, name: str, kind: Kind, raw: Sequence[str]) -> "Column":
        """Make raw cells comparable."""
        tidy = TIDY.get(kind, fold)
        known: dict[str, str] = {}
        return cls(name, kind, [known.setdefault(cell, tidy(cell)) for cell in raw])

    @cached_property
    def coded(self) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
        """Return the distinct values, and for each record the place of its value among them."""
        places: dict[str, int] = {}
        codes = [places.setdefault(value, len(places)) for value in self.values]
        return np.array(list(places), object), np.array(codes, np.int64)


def company(text: str) -> str:
    """Return a company's name without its legal form.

    >>> company("Talleres Núñez, S.L.")
    'talleres nunez'
    """
    folded = fold(text.replace("'", "").replace("’", ""))
    return LEGAL.sub("", folded).strip() or folded


def address(text: str) -> str:
    """Return an address with its usual abbreviations written out.

    >>> address("Avda. de la Paz, nº 3"), address("12224 Ventura Blvd.")
    ('avenida de la paz 3', '12224 ventura boulevard')
    """
    words = (w for w in fold(text).split() if w not in SAID_BEFORE_NUMBERS)
    return " ".join(word for w in words if (word := STREET_WORDS.get(w, w)))


def phone(text: str) -> str:
    """Return what two ways to write one number have in common.

    >>> phone("+34 911 234 567") == phone("911-23-45-67")
    True
    """
    digits = "".join(letter for letter in text if letter.isdigit())
    return digits[-NATIONAL:] if len(digits) >= FEWEST_DIGITS else ""


def domain(text: str) -> str:
    """Return the domain of a website or an e-mail; nothing for one that anybody may have.

    >>> domain("https://www.Bar-Sol.es/menu"), domain("ana@bar-sol.es"), domain("ana@gmail.com")
    ('bar-sol.es', 'bar-sol.es', '')
    """
    host = WWW.sub("", text.strip().rpartition("@")[2]).partition("/")[0].casefold()
    return "" if host in FREE_MAIL or "." not in host else host


def date(text: str) -> str:
    """Return a date's digits."""
    return "".join(letter for letter in text.partition("T")[0] if letter.isdigit())


def email(text: str) -> str:
    """Return an e-mail in small letters."""
    return text.strip().casefold()


def point(text: str) -> str:
    """Return ``lon lat`` as it is."""
    return text


TIDY: dict[Kind, Callable[[str], str]] = {
    Kind.COMPANY: company, Kind.ADDRESS: address, Kind.PHONE: phone, Kind.IDENTIFIER: squeeze,
    Kind.EMAIL: email, Kind.DOMAIN: domain, Kind.DATE: date, Kind.POINT: point,
    Kind.POSTAL: squeeze,
}  # fmt: skip
