"""How much a file may hold; every limit is checked while reading, not after."""

import time
from dataclasses import dataclass, field

from comarca.base.sentences import told as _
from comarca.imports.reading.errors import UnreadableFile

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file."""

    size: int = 50 * MEGABYTE
    rows: int = 200_000
    columns: int = 500
    cells: int = 8_000_000
    cell_length: int = 32_767
    unpacked: int = 600 * MEGABYTE
    ratio: int = 150
    seconds: float = 60.0
    memory: int = 2048 * MEGABYTE

    def check_size(self, size: int) -> None:
        """Refuse a file that is too big."""
        if size > self.size:
            raise UnreadableFile(
                _("The file has %(size)d MB; at most %(most)d MB are read.")
                % {"size": size // MEGABYTE, "most": self.size // MEGABYTE},
                _("Split it into several files or delete the columns you do not need."),
            )
        if size == 0:
            raise UnreadableFile(_("The file is empty."), _("Export it again and upload it."))

    def check_rows(self, rows: int) -> None:
        """Refuse a table with too many rows."""
        if rows > self.rows:
            raise UnreadableFile(
                _("The file has more than %(most)d rows.") % {"most": self.rows},
                _("Split it into several files and import them one after the other."),
            )

    def check_row(self, number: int, cells: list[str]) -> None:
        """Refuse a row with too many columns or a cell with too much text."""
        if len(cells) > self.columns:
            raise UnreadableFile(
                _("Row %(row)d has more than %(most)d columns.")
                % {"row": number, "most": self.columns},
                _("Delete the columns you do not need, or choose another separator."),
            )
        longest = max(map(len, cells), default=0)
        if longest > self.cell_length:
            column = next(i for i, cell in enumerate(cells) if len(cell) == longest) + 1
            raise UnreadableFile(
                _("Row %(row)d, column %(column)d holds more than %(most)d characters.")
                % {"row": number, "column": column, "most": self.cell_length},
                _("A quotation mark may have been left open there: close it."),
            )


@dataclass(slots=True)
class Clock:
    """Ends a reading that takes too long."""

    limits: Limits
    begun: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """Refuse to go on after the time limit."""
        if time.monotonic() - self.begun > self.limits.seconds:
            raise UnreadableFile(
                _("Reading took longer than %(seconds)d seconds.")
                % {"seconds": self.limits.seconds},
                _("Save the sheet as CSV and upload that."),
            )
