"""Finds the row with the headings, under titles and above the figures."""

from collections.abc import Callable, Sequence
from statistics import median

from comarca.imports.reading.figures import looks_like_a_number

DEPTH = 25
Row = Sequence[object]


def find_header(rows: Sequence[Row], is_known: Callable[[str], bool]) -> int:
    """Return the index of the row with the headings, -1 if there is none.

    ``is_known`` says whether a text is a heading that is known; known headings weigh most, then
    a row of different texts that is as wide as the table.
    """
    head = rows[:DEPTH]
    filled = [sum(cell not in {"", None} for cell in row) for row in rows[: 4 * DEPTH]]
    usual = median([count for count in filled if count] or [0])
    best, best_score = -1, 0.0
    for index, row in enumerate(head):
        score = _score(row, usual, is_known)
        if score > best_score + 1e-9:
            best, best_score = index, score
    return best


def _score(row: Row, usual: float, is_known: Callable[[str], bool]) -> float:
    """Score one row as headings; 0 is impossible."""
    texts = [str(cell).strip() for cell in row if cell not in {"", None}]
    if not texts or len(texts) < min(2, usual) or len(texts) < 0.6 * usual:
        return 0.0
    figures = sum(looks_like_a_number(text) and not _is_year(text) for text in texts)
    if figures > 0.25 * len(texts):
        return 0.0
    known = sum(is_known(text) for text in texts)
    different = len({text.lower() for text in texts}) / len(texts)
    long = sum(len(text) > 60 for text in texts) / len(texts)
    if not known and _might_be_data(texts):
        return 0.0
    return 2.0 * known / len(texts) + different - long - figures / len(texts)


def _might_be_data(texts: list[str]) -> bool:
    """Return whether a row shows what headings never hold: an e-mail, a web address."""
    return any("@" in text or "://" in text for text in texts)


def _is_year(text: str) -> bool:
    """Return whether a text is a year, which may well be a heading."""
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}
