"""Reads a place as people type it: abbreviations, a postal code in front, the province behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from comarca.geography.naming import ARTICLES, fold

SMALL = frozenset(
    ["de", "del", "la", "el", "los", "las", "da", "do", "dos", "das", "d", "l", "y", "i", "e", "en",
     "of", "the", "di", "della", "du", "des", "les", "els", "am", "an", "der"]
)  # fmt: skip
ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    (r"^s\.?\s?l\.?\s?p\.?$", "san luis potosi"),
    (r"s\s*[/.]\s*c\.?(?=\s)(?:\s+de(?=\s))?", "santa cruz de"),
    (r"\bsta\b\.?", "santa "), (r"\bsn\b\.?(?=\s)", "san "),
    (r"\bsto\b\.?", "santo "), (r"\bstgo\b\.?", "santiago "),
    (r"\bs\.(?=\s*\w)", "san "), (r"^s(?=\s+[a-z]{3,})", "san "),
    (r"\bnvo\b\.?", "nuevo "), (r"\bnva\b\.?", "nueva "), (r"\bmª\.?", "maría "),
    (r"\bpto\b\.?", "puerto "), (r"\bntra\b\.?", "nuestra "), (r"\bsra\b\.?", "señora "),
    (r"\b(?:vva|vnva|villanva|vª)\b\.?", "villanueva "), (r"\bvfca\b\.?", "villafranca "),
    (r"\b(?:ftra|fra|fta)\b\.?$", "frontera"), (r"\b(?:cdad|cd)\b\.?", "ciudad "),
    (r"\bhosp\b\.?", "hospitalet "), (r"\bdgo\b\.?", "domingo "), (r"\bfdo\b\.?", "fernando "),
    (r"\bseb\b\.?", "sebastián "), (r"\burb\b\.?", "urbanización "), (r"\balc\.", "alcalá "),
    (r"\s*\(?\bcapital\)?$", ""), (r"^lpgc$", "las palmas de gran canaria"),
    (r"^(?:bcn|bcna)\.?$", "barcelona"), (r"^vlc$", "valencia"), (r"^zgz$", "zaragoza"),
    (r"\bmpal\b\.?", "municipal "), (r"\bgral\b\.?", "general "), (r"\bpte\b\.?", "puente "),
    (r"^b[/.]?\s?quilla$", "barranquilla"), (r"^b[/.]?\s?manga$", "bucaramanga"),
    (r"^(?:cdmx|(?:m[eé]xico,? )?d\.?\s?f\.?)$", "ciudad de mexico"),
    (r"^(?:santa\s?f[eé] de )?bogot[aá],? d\.?\s?c\.?$", "bogota"), (r"^mty\.?$", "monterrey"),
    (r"^gdl\.?$", "guadalajara"), (r"^gpe\b\.?", "guadalupe "), (r"^bt[aá]\.?$", "bogota"),
    (r"^(?:mde|med)\.?$", "medellin"),
    (r"^qro\.?$", "queretaro"), (r"^valpo\.?$", "valparaiso"),
    (r"^n\.?y\.?c\.?$", "new york"), (r"^philly$", "philadelphia"),
    (r"^l\.\s?a\.$", "los angeles"), (r"^(?:s\.?\s?f\.?|san fran)$", "san francisco"),
    (r"\bfte\b\.?", "fuente "), (r"^sc(?=\s+de\b)", "santa cruz"),
    (r"\bft\.?(?=\s)", "fort "), (r"\bmt\.?(?=\s)", "mount "), (r"\bpta\b\.?", "punta "),
    (r"\bst\b\.?", "sant "), (r"\bmte\b\.?", "monte "),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), to) for pattern, to in ABBREVIATIONS)
CODE = r"(?:[A-Z]{1,2}[- ])?(?P<code>\d{4,5}(?:-\d{3,4})?)"
CODE_BEFORE = re.compile(rf"^{CODE}[\s,.\-–]+(?P<rest>[^\W\d].+)$")
CODE_BEHIND = re.compile(rf"^(?P<rest>.+?[^\W\d]\)?)[\s,.(\-–]+{CODE}\)?$")
# "Solana (La) (Ciudad Real)": an article in brackets belongs to the town.
_ARTICLE = rf"(?:\s*\((?:{'|'.join(ARTICLES)})['’]?\))?"
BRACKET = re.compile(rf"^(?P<town>[^()]+?{_ARTICLE})\s*\((?P<inside>[^()]+)\)$", re.IGNORECASE)
COMMA = re.compile(r"^(?P<town>[^,]+?)\s*,\s*(?P<inside>[^,]+)$")
AND = re.compile(r"\s(?:y|and|und)\s")
BETWEEN = re.compile(r"\s*[/|]\s*|\s+[-–—]\s+|\s*[–—]\s*|(?<=\w)-(?=\w)")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: a town, and what stands beside it (a province, a larger town)."""

    town: str
    beside: str = ""


def expand(text: str) -> str:
    """Write usual abbreviations out.

    >>> expand("Pto. Sta. María")
    'puerto santa maría'
    """
    plain = text.casefold()
    for pattern, to in _PATTERNS:
        plain = pattern.sub(to, plain)
    return " ".join(plain.split())


@lru_cache(maxsize=100_000)
def forms(text: str) -> tuple[str, ...]:
    """Return the folded forms of a name, as written and with its abbreviations written out."""
    full = fold(expand(text))
    ports = full.replace("puerto ", "porto ") if full.startswith("puerto ") else full
    return tuple(dict.fromkeys(f for f in (fold(text), full, ports) if f))


def skeleton(folded: str) -> str:
    """Return a folded name without the small words in it, for "Puerto Santa María"."""
    return " ".join(word for word in folded.split() if word not in SMALL) or folded


def split_code(text: str) -> tuple[str, str]:
    """Take a postal code away that stands before or behind a town.

    >>> split_code("28901 Getafe"), split_code("Getafe")
    (('Getafe', '28901'), ('Getafe', ''))
    """
    for pattern in (CODE_BEFORE, CODE_BEHIND):
        if found := pattern.match(text):
            return found["rest"].strip(" ,.-"), found["code"]
    return text, ""


def readings(text: str) -> Iterator[Reading]:
    """Yield the ways to read a place, the most literal first.

    >>> [(r.town, r.beside) for r in readings("Móstoles - Madrid")]
    [('Móstoles - Madrid', ''), ('Móstoles', 'Madrid'), ('Madrid', 'Móstoles')]
    """
    yield Reading(text)
    for pattern in (BRACKET, COMMA):
        if found := pattern.match(text):
            town, inside = found["town"], found["inside"]
            if fold(inside) and inside.strip().casefold().strip("'’") not in ARTICLES:
                yield Reading(town, inside)
                yield Reading(inside, town)
    parts = [part.strip() for part in BETWEEN.split(text) if part.strip()]
    if len(parts) == 2:
        yield Reading(parts[0], parts[1])
        yield Reading(parts[1], parts[0])
    elif len(parts) > 2 and "(" not in text:
        yield Reading(parts[0], parts[-1])
