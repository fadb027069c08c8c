"""Fills cells that are merged downward, and puts headings of two lines into one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from comarca.imports.reading.figures import looks_like_a_number

Row = Sequence[Any]
# First row, first column, last row, last column, counted from the first row that was read.
Range = tuple[int, int, int, int]


def fill_down(rows: list[list[Any]], merged: Iterable[Range], below: int) -> None:
    """Repeat a text that is merged over several rows in each of them, under the headings.

    Figures are not repeated: a sum written once for three rows would count three times.
    """
    for first, column, last, _end in merged:
        if first <= below or last <= first or last >= len(rows) or column >= len(rows[first]):
            continue
        text = rows[first][column]
        if not isinstance(text, str) or not text.strip() or looks_like_a_number(text):
            continue
        for row in rows[first + 1 : last + 1]:
            if any(not _is_empty(cell) for cell in row) and _is_empty(row[column]):
                row[column] = text


def section_lines(merged: Iterable[Range], below: int, width: int) -> set[int]:
    """Return the lines under the headings that hold one text over most of the table's columns."""
    return {
        first
        for first, column, last, end in merged
        if first == last and first > below and end - column + 1 >= max(3, 0.6 * width)
    }


def joined_headings(
    rows: Sequence[Row], at: int, is_known: Callable[[str], bool]
) -> tuple[list[Any], int]:
    """Return the headings, of two lines where there are two, and the last line they stand on.

    "Ventas" above "2024" and "2025" makes "Ventas 2024" and "Ventas 2025".
    """
    head = list(rows[at])
    if at + 1 < len(rows) and _goes_on(head, rows[at + 1], is_known):
        return _under(head, rows[at + 1]), at + 1
    if at > 0 and _is_above(rows[at - 1], head):
        return _beside(_spread(rows[at - 1]), head), at
    if at > 0 and any(_is_year(str(cell).strip()) for cell in head):
        return _over_years(_spread(rows[at - 1]), head, is_known), at
    return head, at


def _goes_on(head: Row, below: Row, is_known: Callable[[str], bool]) -> bool:
    """Return whether a line goes on under a heading that reaches over several columns."""
    filled = [i for i, cell in enumerate(below) if not _is_empty(cell)]
    reached = {i for i in filled if i >= len(head) or _is_empty(head[i])}
    if not reached or len(filled) > len(reached) + len(reached):
        return False
    spread = _spread(head)
    return all(
        _is_heading(below[i], is_known)
        and i < len(spread)
        and not _is_empty(spread[i])
        and (i in reached or i + 1 in reached)
        for i in filled
    )


def _is_above(above: Row, head: Row) -> bool:
    """Return whether the line above tells columns apart that are called the same, or by a year."""
    texts = [str(cell).strip().lower() for cell in head if not _is_empty(cell)]
    years = {str(cell).strip() for cell in above if _is_year(str(cell).strip())}
    twins = {text for text in texts if texts.count(text) > 1 or _is_year(text)}
    return len(years) > 1 and bool(twins)


def _under(head: Row, below: Row) -> list[Any]:
    spread = _spread(head)
    return [
        f"{spread[i]} {below[i]}".strip() if i < len(below) and not _is_empty(below[i]) else cell
        for i, cell in enumerate([*head, *[""] * (len(below) - len(head))])
    ]


def _beside(above: Row, head: Row) -> list[Any]:
    texts = [str(cell).strip().lower() for cell in head]
    return [
        f"{cell} {above[i]}"
        if i < len(above) and texts.count(texts[i]) > 1 and _is_year(str(above[i]).strip())
        else cell
        for i, cell in enumerate(head)
    ]


def _over_years(above: Row, head: Row, is_known: Callable[[str], bool]) -> list[Any]:
    """Put what stands above bare years before them: "Ventas (miles €)" over 2024 and 2025."""
    found: list[Any] = []
    for index, cell in enumerate(head):
        said = f"{above[index]} {cell}" if index < len(above) else ""
        found.append(said if _is_year(str(cell).strip()) and is_known(said) else cell)
    return found


def _spread(row: Row) -> list[Any]:
    """Let each text reach over the empty cells to its right, as merged headings do."""
    found: list[Any] = []
    for cell in row:
        found.append(found[-1] if _is_empty(cell) and found else cell)
    return found


def _is_heading(cell: object, is_known: Callable[[str], bool]) -> bool:
    text = str(cell).strip()
    return _is_year(text) or is_known(text) or not looks_like_a_number(text)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
