"""Drops what programs write under a table: copyright lines, totals of the report, who ran it."""

from collections.abc import Sequence

DEPTH = 12
Numbered = tuple[int, list[object]]


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
