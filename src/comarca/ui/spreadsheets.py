"""Writes lists as spreadsheets that cannot do harm: no cell ever becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import get_language, override

CHUNK = 500

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
IN_DANGER = re.compile(r"'*[=+\-@\t\r\n]")
# An apostrophe of the text's own gets a second one, so that an import can take one away again.
ESCAPED_ALREADY = re.compile(r"'+[=+\-@\t\r\n]")


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet program takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and IN_DANGER.match(cell) and not _is_number(cell):
        return f"'{cell}"
    return cell


def unescaped(text: str) -> str:
    """Take the apostrophe away that keeps a spreadsheet from reading a text as a formula.

    >>> unescaped("'+34 911 234 567"), unescaped("'s-Hertogenbosch")
    ('+34 911 234 567', "'s-Hertogenbosch")
    """
    return text[1:] if ESCAPED_ALREADY.match(text) else text


def _for_workbook(cell: Any) -> Any:
    """Return a cell of a workbook, where text is text and cannot be a formula."""
    return f"'{cell}" if isinstance(cell, str) and ESCAPED_ALREADY.match(cell) else cell


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
    """Return a CSV file line by line, as the reader's Excel opens it.

    A mark tells Excel of the accents; where the decimal sign is a comma, the separator is a
    semicolon.
    """
    # Asked now: by the time the lines are sent, the reader's language is forgotten.
    language, decimal = get_language() or "en", str(get_format("DECIMAL_SEPARATOR"))
    return _lines(headings, rows, decimal, language)


def _lines(
    headings: Sequence[str], rows: Iterable[Sequence[Any]], decimal: str, language: str
) -> Iterator[str]:
    """Yield the lines of a CSV file; the rows are made in the reader's language."""
    writer = csv.writer(_Echo(), delimiter=";" if decimal == "," else ",")
    yield "\ufeff" + writer.writerow([safe(heading) for heading in headings])
    waiting = iter(rows)
    while True:
        with override(language):
            part = list(islice(waiting, CHUNK))
        if not part:
            return
        yield "".join(writer.writerow([_written(cell, decimal) for cell in row]) for row in part)


def _written(cell: Any, decimal: str) -> Any:
    """Return a cell of a text file: figures with the reader's decimal sign."""
    if isinstance(cell, float | Decimal):
        return f"{cell}".replace(".", decimal)
    return safe(cell)


def as_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Any]], title: str) -> bytes:
    """Return a workbook with one sheet."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = Workbook(stream, options)
    sheet, bold = book.add_worksheet(title[:31]), book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings), 18)
    sheet.write_row(0, 0, [_for_workbook(heading) for heading in headings], bold)
    for line, row in enumerate(rows, 1):
        sheet.write_row(line, 0, [_for_workbook(cell) for cell in row])
    book.close()
    return stream.getvalue()
