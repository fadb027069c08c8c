"""Chooses the sheet with the table: not the cover, not the pivot, not one that is hidden."""

import math
from collections.abc import Callable, Sequence
from typing import Any, TypedDict

from comarca.imports.reading.header import find_header

HIDDEN = 0.05


class Head(TypedDict):
    """A sheet's name, whether it is shown, its number of rows and the first of them."""

    name: str
    visible: bool
    rows: int
    head: list[list[Any]]


def best_sheet(heads: Sequence[Head], is_known: Callable[[str], bool]) -> str:
    """Return the name of the sheet with the most readable rows; the first where none has any."""
    scores = [(_score(head, is_known), -order) for order, head in enumerate(heads)]
    _best, order = max(scores, default=(0.0, 0))
    return heads[-order]["name"] if heads else ""


def _score(sheet: Head, is_known: Callable[[str], bool]) -> float:
    """Score a sheet: known headings count most, then how many rows stand under them."""
    if not sheet["rows"]:
        return 0.0
    at = find_header(sheet["head"], is_known)
    cells = sheet["head"][at] if at >= 0 else []
    known = len({str(c).strip().lower() for c in cells if c not in {"", None} and is_known(str(c))})
    rows = max(sheet["rows"] - at - 1, 1)
    score = (known + 0.1) * math.log10(rows + 1)
    return score if sheet["visible"] else score * HIDDEN
