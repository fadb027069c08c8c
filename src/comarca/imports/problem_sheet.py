"""The rows with problems as a spreadsheet: as they came, with what is wrong and what to do."""

import io
from typing import Any

from django.utils.translation import gettext as _

from comarca.imports.lifecycle.previewing import open_table
from comarca.imports.models import Import
from comarca.ui.spreadsheets import safe


def problem_sheet(batch: Import) -> bytes:
    """Return a workbook with the rows that have problems."""
    from xlsxwriter import Workbook

    table = open_table(batch)
    problems = dict(batch.rows.exclude(problems=[]).values_list("number", "problems"))
    stream = io.BytesIO()
    book = Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet, bold = book.add_worksheet(_("Problems")[:31]), book.add_format({"bold": True})
    headings = [*table.headings, _("Row"), _("Problem"), _("Remedy")]
    sheet.write_row(0, 0, [safe(heading) for heading in headings], bold)
    line = 1
    for number, row in zip(table.numbers, table.rows, strict=True):
        if number in problems:
            sheet.write_row(line, 0, [safe(cell) for cell in row])
            sheet.write_row(line, len(row), [number, *_words(problems[number])])
            line += 1
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 3, 16)
    sheet.set_column(len(headings) - 2, len(headings) - 1, 60)
    book.close()
    return stream.getvalue()


def _words(problems: list[dict[str, Any]]) -> tuple[str, str]:
    """Return what is wrong with a row and what to do, in one cell each."""
    said = [f"{p['column']}: {p['problem']}" if p["column"] else p["problem"] for p in problems]
    return safe("\n".join(said)), safe("\n".join(p["remedy"] for p in problems))
