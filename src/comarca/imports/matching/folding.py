"""Makes texts comparable: no accents, no case, no punctuation, words apart."""

import re
import unicodedata
from functools import lru_cache

HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
INITIALS = re.compile(r"\b[a-z](?: [a-z])+\b")
OTHER = re.compile(r"[^a-z0-9]+")
LEGAL = re.compile(
    r"\b(?:s ?l ?n ?e|s ?l ?u|s ?a ?u|s ?l ?l|s ?l ?p|s ?c ?p|s ?coop|s ?a ?s|s ?l|s ?a|s ?c|c ?b|"
    r"ltd|limited|inc|llc|gmbh|corp|plc|sociedad limitada|sociedad anonima|unipersonal)$"
)


def fold(text: str) -> str:
    """Return a text without accents, case and punctuation.

    >>> fold("  Razón   Social: ")
    'razon social'
    """
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.lower()
    return OTHER.sub(" ", plain).strip()


@lru_cache(maxsize=4096)
def fold_heading(text: str) -> str:
    """Fold a heading, and take ``BillingPostalCode`` apart and put ``C.I.F.`` together."""
    folded = fold(HUMPS.sub(" ", text.replace("º", " ").replace("ª", " ").replace("/", " ")))
    return INITIALS.sub(lambda match: match.group().replace(" ", ""), folded)


def fold_company(text: str) -> str:
    """Fold a company's name and take its legal form away.

    >>> fold_company("Talleres Núñez, S.L.")
    'talleres nunez'
    """
    folded = fold(text)
    bare = LEGAL.sub("", folded).strip()
    return bare or folded
