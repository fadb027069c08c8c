"""Read plain comma-separated files; errors name the file, the line and what is wrong."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class BadInput(ValueError):
    """A file or a flag cannot be used; the message is one line for the user."""


@dataclass(frozen=True)
class Table:
    """The rows of a file, with their line numbers kept for messages."""

    path: Path
    header: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    def text(self, column: str) -> list[str]:
        """Return a column as it stands, without blanks around."""
        self.need(column)
        return [row[column].strip() for row in self.rows]

    def numbers(self, column: str, blank: float | None = None) -> NDArray[np.float64]:
        """Return a column as numbers; an empty cell is ``blank``, or refused."""
        answer = np.empty(len(self.rows))
        for i, cell in enumerate(self.text(column)):
            if not cell and blank is not None:
                answer[i] = blank
                continue
            try:
                answer[i] = float(cell)
            except ValueError:
                answer[i] = np.nan
            if not np.isfinite(answer[i]):
                raise BadInput(f"{self.at(i)}: {column} is {cell!r}, which is not a number.")
        return answer

    def need(self, *columns: str) -> None:
        """Refuse a file without these columns."""
        for column in columns:
            if column not in self.header:
                known = ", ".join(self.header)
                raise BadInput(f"{self.path}: there is no column {column!r} (it has {known}).")

    def at(self, row: int) -> str:
        """Return where a row stands, for a message."""
        return f"{self.path}, line {row + 2}"


def read(path: Path, columns: Sequence[str] = ()) -> Table:
    """Read a UTF-8 file with a header row that has at least these columns."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = tuple(name.strip() for name in next(reader, []))
            rows = tuple(_row(path, header, cells, reader.line_num) for cells in reader if cells)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path}: this is not a UTF-8 CSV file ({error}).") from None
    if not header:
        raise BadInput(f"{path}: the file is empty; its first line must name the columns.")
    table = Table(path, header, rows)
    table.need(*columns)
    return table


def _row(path: Path, header: tuple[str, ...], cells: list[str], line: int) -> dict[str, str]:
    if len(cells) != len(header):
        raise BadInput(f"{path}, line {line}: {len(cells)} cells where {len(header)} are named.")
    return dict(zip(header, cells, strict=True))


def index_of(table: Table, column: str, places: dict[str, int], what: str) -> NDArray[np.int64]:
    """Return the index of each name in a column; an unknown name is refused."""
    answer = np.empty(len(table.rows), dtype=np.int64)
    for i, name in enumerate(table.text(column)):
        if name not in places:
            raise BadInput(f"{table.at(i)}: {name!r} is not a {what}.")
        answer[i] = places[name]
    return answer
