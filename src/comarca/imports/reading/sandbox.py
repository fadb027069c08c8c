"""Reads one sheet of a workbook in a process of its own, so that a hostile file harms nothing.

Run as ``python -m comarca.imports.reading.sandbox FILE SHEET ROWS COLUMNS CELLS MEMORY SECONDS``;
writes the rows to standard output. It imports nothing of the application.
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


def main(path: str, name: str, *numbers: str) -> None:
    """Read one sheet (the first with anything in it, unless named) and write its rows."""
    rows, columns, cells, memory, seconds = map(int, numbers)
    confine(memory, seconds)
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with CalamineWorkbook.from_path(path) as book:
        names = [s.name for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        chosen = [name] if name in names else names
        sheet = None
        for candidate in chosen:
            sheet = book.get_sheet_by_name(candidate)
            if sheet.height:
                break
        size = (sheet.height, sheet.width) if sheet else (0, 0)
        answer: dict[str, object] = {
            "sheets": names,
            "sheet": sheet.name if sheet else "",
            "size": size,
        }
        if sheet and size[0] <= rows + 100 and size[1] <= columns and size[0] * size[1] <= cells:
            answer["start"] = (sheet.start or (0, 0))[0]
            answer["rows"] = [[plain(cell) for cell in row] for row in sheet.to_python()]
        sys.stdout.buffer.write(marshal.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
