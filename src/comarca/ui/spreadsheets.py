"""Writes lists as spreadsheets that cannot do harm: no cell ever becomes a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet program takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(DANGEROUS) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(text: str) -> bool:
    """Return whether a text is a plain number with a sign, such as -3.7."""
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return text[0] in "+-"


class _Echo:
    """Gives back each line that the csv writer writes."""

    def write(self, line: str) -> str:
        """Return the line instead of keeping it."""
        return line


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield a CSV file line by line, with a mark so that Excel reads the accents."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow([safe(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])


def as_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Any]], title: str) -> bytes:
    """Return a workbook with one sheet."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(stream, options)
    sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings), 18)
    sheet.write_row(0, 0, [safe(heading) for heading in headings], bold)
    for line, row in enumerate(rows, 1):
        sheet.write_row(line, 0, [safe(cell) for cell in row])
    book.close()
    return stream.getvalue()
