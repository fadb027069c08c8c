"""A table read from a file: its headings, its rows, and how it was read."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comarca.base.sentences import told as _
from comarca.imports.reading.encoding import decode, find_encoding
from comarca.imports.reading.errors import UnreadableFile
from comarca.imports.reading.figures import find_decimal
from comarca.imports.reading.footer import LeftOut, without_footer, without_others
from comarca.imports.reading.header import find_header
from comarca.imports.reading.limits import Clock, Limits
from comarca.imports.reading.merged import Range, fill_down, joined_headings, section_lines
from comarca.imports.reading.options import Options
from comarca.imports.reading.separator import find_separator
from comarca.imports.reading.vcards import is_vcards, read_vcards
from comarca.imports.reading.workbook import is_workbook, read_workbook

Cell = str | int | float | bool | None
SAMPLE = 200_000
DECIMAL_ROWS = 2000


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, rows with their number in the file, and the choices made while reading."""

    headings: list[str]
    rows: list[list[Cell]]
    numbers: list[int]
    options: Options
    sheets: list[str] = field(default_factory=list)
    lines_above: int = 0
    left_out: LeftOut = field(default_factory=LeftOut)
    mended: int = 0

    def column(self, index: int, most: int | None = None) -> list[Cell]:
        """Return the cells of one column."""
        return [row[index] for row in self.rows[:most]]


def read_table(
    path: Path,
    options: Options | None = None,
    *,
    limits: Limits | None = None,
    is_known: Callable[[str], bool] = lambda _text: False,
) -> Table:
    """Read a file, finding out whatever the options leave open."""
    options, limits = options or Options(), limits or Limits()
    limits.check_size(path.stat().st_size)
    with path.open("rb") as stream:
        head = stream.read(64)
    if is_vcards(head):
        return _read_cards(path, options, limits)
    if is_workbook(head):
        book = read_workbook(path, options.sheet, limits, is_known)
        found = {"sheet": book["sheet"], "encoding": "", "separator": ""}
        first, sheets = book["start"] + 1, book["sheets"]
        raw, numbers = book["rows"], list(range(first, first + len(book["rows"])))
        merged = book["merged"]
    else:
        raw, numbers, found = _read_text(path, options, limits)
        sheets, merged = [], []
    return _build(raw, numbers, options, found, sheets, limits, is_known, merged)


def _read_cards(path: Path, options: Options, limits: Limits) -> Table:
    """Read the people of a vCard file; a row's number is the line on which its card begins."""
    text, encoding, mended = _decoded(path, options)
    headings, rows, numbers, left_out = read_vcards(text, limits)
    if not rows:
        raise UnreadableFile(
            _("The file holds no whole vCard."), _("Export the contacts again and upload that.")
        )
    chosen = Options(encoding=encoding, decimal=".", header=1)
    cells: list[list[Cell]] = [list(row) for row in rows]
    return Table(headings, cells, numbers, chosen, left_out=left_out, mended=mended)


def _decoded(path: Path, options: Options) -> tuple[str, str, int]:
    """Return the text of a file, its encoding and how many bytes were mended."""
    data = path.read_bytes()
    encoding = options.encoding or find_encoding(data)
    try:
        text, mended = decode(data, encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableFile(
            _("The file is not written in %(encoding)s.") % {"encoding": encoding},
            _("Choose another encoding, or let it be found out."),
        ) from error
    return text, encoding, mended


def _read_text(
    path: Path, options: Options, limits: Limits
) -> tuple[list[list[Cell]], list[int], dict[str, str]]:
    """Read a text file with separators; a row's number is the line it begins on."""
    text, encoding, mended = _decoded(path, options)
    if "\x00" in text[:SAMPLE]:
        raise UnreadableFile(
            _("This is not a table: it is not text, nor a workbook."),
            _("Upload a CSV, TSV, XLSX, XLS or ODS file."),
        )
    separator = options.separator or find_separator(text[:SAMPLE])
    rows, numbers = _split(text, separator, limits)
    return rows, numbers, {
        "encoding": encoding, "separator": separator, "sheet": "", "mended": str(mended),
    }  # fmt: skip


def _split(text: str, separator: str, limits: Limits) -> tuple[list[list[Cell]], list[int]]:
    """Cut a text into rows, keeping to the limits."""
    clock, cells = Clock(limits), 0
    rows: list[list[str]] = []
    numbers: list[int] = []
    usual = csv.field_size_limit(limits.cell_length * 4)  # one limit for the whole process
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    try:
        for row in reader:
            limits.check_row(begins, row)
            cells += len(row)
            if len(rows) % 5000 == 0:
                clock.check()
            limits.check_rows(len(rows) - 100 if cells <= limits.cells else limits.rows + 1)
            rows.append(row)
            numbers.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            _("Row %(row)d could not be read (%(error)s).") % {"row": begins, "error": error},
            _("A quotation mark may have been left open there: close it."),
        ) from error
    finally:
        csv.field_size_limit(usual)
    return rows, numbers  # type: ignore[return-value]


def _build(
    raw: list[list[Cell]],
    numbers: list[int],
    options: Options,
    found: dict[str, str],
    sheets: list[str],
    limits: Limits,
    is_known: Callable[[str], bool],
    merged: Sequence[Range] = (),
) -> Table:
    """Tell the headings from the rows and make all rows as wide as the headings."""
    top = _header_index(raw, numbers, options, is_known)
    head, at = joined_headings(raw, top, is_known) if top >= 0 else ([], -1)
    fill_down(raw, merged, at)
    body, body_numbers = raw[at + 1 :], numbers[at + 1 :]
    width = max((len(row) for row in raw[max(at, 0) : at + 1000]), default=0)
    headings = _headings(head, width)
    width = len(headings)
    sections = {numbers[line] for line in section_lines(merged, at, width) if line < len(numbers)}
    filled = [(n, r) for n, r in zip(body_numbers, body, strict=True) if any(map(_filled, r))]
    kept = [(n, r) for n, r in filled if n not in sections]
    left_out = LeftOut(headings=len(filled) - len(kept), numbers=sorted(sections))
    kept = without_footer(kept, width, body_numbers)
    kept = without_others(kept, headings if at >= 0 else [""] * width, left_out)
    limits.check_rows(len(kept))
    if not kept:
        raise UnreadableFile(
            _("The file has no rows under its headings."), _("Check the sheet or the heading row.")
        )
    rows = [(row + [""] * (width - len(row)))[:width] for _number, row in kept]
    headings, rows = _without_empty(headings, rows, head)
    mended = int(found.pop("mended", "0"))
    chosen: dict[str, Any] = {
        **found,
        "decimal": options.decimal or _decimal(rows, found["separator"]),
        "header": numbers[top] if top >= 0 else 0,
    }
    numbered = [n for n, _row in kept]
    return Table(headings, rows, numbered, Options(**chosen), sheets, max(top, 0), left_out, mended)


def _without_empty(
    headings: list[str], rows: list[list[Cell]], head: Sequence[Cell]
) -> tuple[list[str], list[list[Cell]]]:
    """Leave columns out that have neither a heading nor a cell: the edges of printed lists."""
    nameless = [i for i in range(len(headings)) if i >= len(head) or not _filled(head[i])]
    empty = {i for i in nameless if not any(_filled(row[i]) for row in rows)}
    if not empty or len(empty) == len(headings):
        return headings, rows
    keep = [i for i in range(len(headings)) if i not in empty]
    return [headings[i] for i in keep], [[row[i] for i in keep] for row in rows]


def _header_index(
    raw: list[list[Cell]], numbers: list[int], options: Options, is_known: Callable[[str], bool]
) -> int:
    """Return the index of the heading row: the one chosen, else the one found."""
    if options.header == 0:
        return -1
    if options.header > 0:
        return next((i for i, n in enumerate(numbers) if n >= options.header), -1)
    return find_header(raw, is_known)


def _headings(cells: list[Cell], width: int) -> list[str]:
    """Return a heading for every column; a nameless one is called by its letter, twins differ."""
    seen: dict[str, int] = {}
    headings = []
    for index in range(width):
        text = " ".join(str(cells[index]).split()) if index < len(cells) else ""
        text = text or _letter(index)
        seen[text] = seen.get(text, 0) + 1
        headings.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return headings


def _letter(index: int) -> str:
    """Return a column's letter as spreadsheets call it."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _filled(cell: Cell) -> bool:
    """Return whether a cell holds anything."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _decimal(rows: list[list[Cell]], separator: str) -> str:
    """Return the decimal sign of the whole table."""
    cells = (cell for row in rows[:DECIMAL_ROWS] for cell in row)
    return find_decimal(cells) or ("," if separator == ";" else ".")
