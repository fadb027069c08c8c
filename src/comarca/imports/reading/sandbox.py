"""Reads one sheet of a workbook in a process of its own, so that a hostile file harms nothing.

Run as ``python -m comarca.imports.reading.sandbox FILE SHEET ROWS COLUMNS CELLS MEMORY SECONDS``;
writes the rows to standard output. Without a sheet, of a workbook with several, it writes the first
rows of each, so that whoever asks may choose. It imports nothing of the application.
"""

import marshal
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta


def plain(cell: object) -> object:
    """Return a cell as text or number; whole numbers lose their ``.0``, dates become ISO."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else cell


def confine(memory: int, seconds: int) -> None:
    """Give this process a ceiling of memory and time, where the system knows how."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


HEAD_ROWS = 60


def main(path: str, name: str, *numbers: str) -> None:
    """Write the rows of one sheet, or the first rows of several."""
    rows, columns, cells, memory, seconds = map(int, numbers)
    confine(memory, seconds)
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_path(path) as book:
        about = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        answer: dict[str, object] = {"sheets": [sheet.name for sheet in about]}
        if name or len(about) < 2:
            chosen = name if name in answer["sheets"] else (about[0].name if about else "")  # type: ignore[operator]
            sheet = book.get_sheet_by_name(chosen) if chosen else None
            size = (sheet.height, sheet.width) if sheet else (0, 0)
            answer |= {"sheet": chosen, "size": size}
            fits = size[0] <= rows + 100 and size[1] <= columns and size[0] * size[1] <= cells
            if sheet and fits:
                top, left = sheet.start or (0, 0)
                answer["start"] = top
                answer["rows"] = [[plain(cell) for cell in row] for row in sheet.to_python()]
                answer["merged"] = [
                    (first[0] - top, first[1] - left, last[0] - top, last[1] - left)
                    for first, last in (sheet.merged_cell_ranges or [])[:rows]
                    if first >= (top, left) and first[1] >= left
                ]
        else:
            heads = []
            for one in about:
                sheet = book.get_sheet_by_name(one.name)
                head = sheet.to_python(nrows=HEAD_ROWS) if sheet.height else []
                heads.append(
                    {
                        "name": one.name,
                        "visible": one.visible == SheetVisibleEnum.Visible,
                        "rows": sheet.height,
                        "head": [[plain(cell) for cell in row[:columns]] for row in head],
                    }
                )
            answer["heads"] = heads
        sys.stdout.buffer.write(marshal.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
