"""Drops what is no row of the table: totals, page numbers, headings repeated on every page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from comarca.imports.reading.figures import looks_like_a_number

DEPTH = 12
RULES = frozenset("-=_+*|—─ ")
TOTAL = re.compile(
    r"^\W*(?:sub\s*-?\s*)?(?:totale?s?|totaux|total general|grand total|suma(?: total)?|"
    r"gesamt(?:summe)?|summe|somme|totais)\b",
    re.IGNORECASE,
)
PAGE = re.compile(
    r"^\W*(?:p[áa]g(?:ina)?\.?|page|seite|pagina)\s*:?\s*\d+|^\W*(?:impreso|generado|printed|generated|"
    r"fecha de impresi[óo]n|copyright|©|confidential|n[ºo°]?\.?\s*de registros|registros\s*:|"
    r"total (?:de )?(?:registros|clientes|filas|records|rows))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class LeftOut:
    """How many lines of each kind were no rows."""

    totals: int = 0
    headings: int = 0
    pages: int = 0
    pictures: int = 0  # of people, in vCards
    broken: int = 0  # vCards with lines that could not be read
    numbers: list[int] = field(default_factory=list)


def without_others(
    rows: Sequence[tuple[int, list[Any]]], headings: Sequence[str], left_out: LeftOut
) -> list[tuple[int, list[Any]]]:
    """Drop totals, page lines and repeated headings wherever they stand."""
    heads = [heading.strip().lower() for heading in headings]
    kept = []
    for number, row in rows:
        kind = _kind(row, heads)
        if kind:
            setattr(left_out, kind, getattr(left_out, kind) + 1)
            left_out.numbers.append(number)
        else:
            kept.append((number, row))
    return kept


def _kind(row: Sequence[object], heads: list[str]) -> str:
    """Return what a line is if it is no row of the table."""
    texts = [str(cell).strip() for cell in row if cell is not None and str(cell).strip()]
    if texts and texts[0][0] in RULES and all(not set(text) - RULES for text in texts):
        return "headings"  # the lines that printed lists draw between their rows
    # Nearly every line is a row: it is told by its first cell, before anything is worked out.
    first = next((text for text in texts if not text.isdigit()), "")
    suspect = TOTAL.match(first) or PAGE.match(first) or first.lower() in heads
    words = [text for text in texts if not looks_like_a_number(text)] if suspect else []
    if not words:
        return ""
    if len(heads) > 1 and len(texts) > 1 and _is_heading(row, heads):
        return "headings"
    if len(words) == 1 and TOTAL.match(words[0]) and len(texts) < len(heads):
        # A company may be called Total; its row says more than one word and figures.
        return "totals"
    return "pages" if len(texts) <= 2 and PAGE.match(texts[0]) and len(heads) > 2 else ""


def _is_heading(row: Sequence[object], heads: list[str]) -> bool:
    """Return whether a line repeats the headings."""
    cells = [str(cell).strip().lower() if cell is not None else "" for cell in row]
    filled = [(cell, head) for cell, head in zip(cells, heads, strict=False) if cell]
    return all(cell == head for cell, head in filled)


def without_footer(rows: list, width: int, numbers: Sequence[int]) -> list:  # type: ignore[type-arg]
    """Drop the lines at the end that stand apart from the table and fill only one cell."""
    if width < 3:
        return rows
    end = len(rows)
    for index in range(len(rows) - 1, max(len(rows) - DEPTH, 0), -1):
        if _filled(rows[index][1]) > 1:
            break
        if rows[index][0] - rows[index - 1][0] > 1:
            end = index
    return rows[:end]


def _filled(row: Sequence[object]) -> int:
    """Count the cells that hold anything."""
    return sum(cell is not None and str(cell).strip() != "" for cell in row)
