"""Looks into the packed files that workbooks are, and stops before a bomb goes off."""

import zipfile
from pathlib import Path

from comarca.base.sentences import told as _
from comarca.imports.reading.errors import UnreadableFile
from comarca.imports.reading.limits import Clock, Limits

STEP = 1 << 20
FORGIVEN = 1 << 22


def check_zip(path: Path, limits: Limits) -> None:
    """Unpack a workbook piece by piece, keeping nothing, and refuse it if it grows too much."""
    clock, total = Clock(limits), 0
    try:
        with zipfile.ZipFile(path) as packed:
            for entry in packed.infolist():
                with packed.open(entry) as stream:
                    total += _measure(stream, entry, limits, clock, total)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFile(
            _("The workbook is damaged or protected by a password."),
            _("Open it, save it without a password and upload it again."),
        ) from error


def _measure(
    stream: object, entry: zipfile.ZipInfo, limits: Limits, clock: Clock, before: int
) -> int:
    """Count what one part really unpacks to."""
    size = 0
    while piece := stream.read(STEP):  # type: ignore[attr-defined]
        size += len(piece)
        clock.check()
        too_dense = size > FORGIVEN and size > limits.ratio * max(entry.compress_size, 1)
        if before + size > limits.unpacked or too_dense:
            raise UnreadableFile(
                _("The workbook unpacks to far more than a table of this size should."),
                _("Copy the table alone into a new workbook, or save it as CSV."),
            )
    return size
