"""Guesses which field each column holds, from its heading first and its cells second."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from comarca.imports.matching.content import kind_of
from comarca.imports.matching.fields import FIELDS, SALES_HEADINGS, SALES_WORDS
from comarca.imports.matching.folding import fold_heading

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ENOUGH = 88.0
SALES = "sales:"
LATEST = "sales:latest"
NUMBERING = frozenset({"cod", "codigo", "id", "num", "numero", "code", "number"})
EXACT = {
    heading: (key, 200.0 - order)
    for key, field in FIELDS.items()
    for order, heading in enumerate(field.headings)
}


@dataclass(frozen=True, slots=True)
class Match:
    """The field a column is taken for, and how surely (100 is beyond doubt)."""

    field: str
    score: float


def guess(headings: Sequence[str], columns: Sequence[Sequence[object]]) -> dict[str, Match]:
    """Return the field of each column that is recognised; every field is used once."""
    offers = [
        (match.score, -index, heading, match.field)
        for index, heading in enumerate(headings)
        for match in _offers(heading, columns[index] if index < len(columns) else ())
    ]
    taken: dict[str, Match] = {}
    used: set[str] = set()
    for score, _order, heading, field in sorted(offers, reverse=True):
        if heading not in taken and field not in used:
            taken[heading] = Match(field, min(score, 100.0))
            used.add(field)
    return _with_contact(taken)


def is_known(heading: str) -> bool:
    """Return whether a text is a heading that is known word for word."""
    folded = fold_heading(heading)
    return folded in EXACT or bool(_sales(folded))


def signature(headings: Sequence[str]) -> str:
    """Return what identifies files with the same headings, whatever their case or accents."""
    joined = "\x1f".join(fold_heading(heading) for heading in headings)
    return hashlib.sha256(joined.encode()).hexdigest()


def _offers(heading: str, cells: Sequence[object]) -> list[Match]:
    """Return the fields that one column may hold."""
    folded = fold_heading(heading)
    if field := _sales(folded):
        return [Match(field, 150.0)]
    if folded in EXACT:
        return [Match(*EXACT[folded])]
    offers = []
    if len(folded) > 3 and (near := _nearest(folded)):
        offers.append(near)
    if not NUMBERING & set(folded.split()) and (kind := kind_of(cells)):
        offers.append(Match(kind, 60.0))
    return offers


def _nearest(folded: str) -> Match | None:
    """Return the field whose heading is nearest to a misspelt one."""
    found = process.extractOne(
        folded, EXACT.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ENOUGH
    )
    return Match(EXACT[found[0]][0], float(found[1])) if found else None


def _sales(folded: str) -> str:
    """Return ``sales:2024`` for headings such as "ventas 2024", and for "2024" alone."""
    if folded in SALES_HEADINGS:
        return LATEST
    years = YEAR.findall(folded)
    if len(years) != 1:
        return ""
    words = set(YEAR.sub(" ", folded).split())
    return f"{SALES}{years[0]}" if words & SALES_WORDS or not words else ""


def _with_contact(taken: dict[str, Match]) -> dict[str, Match]:
    """Where there is no company, only people, take the name from the person."""
    fields = {match.field for match in taken.values()}
    if "name" not in fields and "contact_name" in fields:
        return {
            heading: Match("name", 60.0) if match.field == "contact_name" else match
            for heading, match in taken.items()
        }
    return taken
