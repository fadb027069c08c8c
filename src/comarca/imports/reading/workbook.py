"""Reads workbooks (.xlsx, .xls and .ods) in a separate process."""

import marshal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from comarca.base.sentences import told as _
from comarca.imports.reading import sandbox
from comarca.imports.reading.errors import UnreadableFile
from comarca.imports.reading.limits import Limits
from comarca.imports.reading.sheets import best_sheet
from comarca.imports.reading.zip_limits import check_zip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(head: bytes) -> bool:
    """Return whether a file's first bytes are those of a workbook."""
    return head.startswith((OLE, b"PK\x03\x04"))


def read_workbook(
    path: Path, sheet: str, limits: Limits, is_known: Callable[[str], bool]
) -> dict[str, Any]:
    """Return ``rows`` of the chosen sheet, its name, its first row and the names of all sheets."""
    if zipfile.is_zipfile(path):
        check_zip(path, limits)
    answer = _unpack(path, sheet, limits)
    if "heads" in answer:
        answer = _unpack(path, best_sheet(answer["heads"], is_known), limits)
    rows, columns = answer["size"]
    if "rows" not in answer and rows:
        limits.check_rows(rows)
        raise UnreadableFile(
            _("The sheet “%(sheet)s” claims %(rows)d rows and %(columns)d columns.")
            % {"sheet": answer["sheet"], "rows": rows, "columns": columns},
            _("Copy the table alone into a new sheet, or save it as CSV."),
        )
    return {"rows": [], "start": 0, "merged": [], **answer}


def _unpack(path: Path, sheet: str, limits: Limits) -> dict[str, Any]:
    """Let a confined process read the sheet."""
    numbers = (limits.rows, limits.columns, limits.cells, limits.memory, int(limits.seconds))
    command = [sys.executable, "-I", sandbox.__file__, str(path), sheet, *map(str, numbers)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=limits.seconds, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        words = (error.stderr or b"").decode(errors="replace")
        protected = "password" in words.lower() or "encrypted" in words.lower()
        raise UnreadableFile(
            _("The workbook is protected by a password.")
            if protected
            else _("The workbook could not be read: it is damaged, too big or of another kind."),
            _("Open it, save it as .xlsx without a password, or as CSV, and upload it again."),
        ) from error
    answer: dict[str, Any] = marshal.loads(done.stdout)  # noqa: S302 - our own process wrote it
    return answer
