"""``comarca duplicates``: the probable duplicates of a list, or of two, with their scores."""

import argparse
import csv
import gzip
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from comarca.base.linkage import Column, Link, link
from comarca.base.linkage.guessing import Cells, answers_of, guess_columns, identity_of
from comarca.base.search.folding import fold
from comarca.imports.reading import Limits, Options, UnreadableFile, read_table

LEAST = 0.5


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``comarca duplicates`` to the command line."""
    parser = subparsers.add_parser(
        "duplicates",
        help="find the probable duplicates of a list",
        description="Prints left,right,score: two rows, by their id column or else their number "
        "(the first is 0), and how probably they are the same, from 0 to 1. Of two files, pairs of "
        "a row of the first and one of the second.",
    )
    parser.add_argument("file", type=Path, help="CSV (gzipped too), TSV, XLSX, XLS or ODS")
    parser.add_argument("other", type=Path, nargs="?", help="a second list to link with the first")
    parser.add_argument("--id", default="", help="heading of the column that names each row")
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="HEADING", help="a column left out"
    )
    parser.add_argument("--least", type=float, default=LEAST, help="least score (0.5)")
    parser.add_argument(
        "--all", action="store_true", help="of two files, more than one pair for each row"
    )
    parser.add_argument("--separator", default="", help="instead of finding it out")
    parser.add_argument("--encoding", default="", help="instead of finding it out")
    parser.add_argument("--json", action="store_true", help="answer in JSON, with the columns used")
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs of a list with the names of its rows and how its columns were compared."""

    links: Sequence[Link]
    names: Sequence[str]
    columns: Sequence[Column]
    left_out: Sequence[str]


def run(arguments: argparse.Namespace) -> int:
    """Print the pairs; 0 is success, 2 is bad input."""
    try:
        found = find(arguments)
    except (OSError, EOFError, UnreadableFile) as error:
        print(f"comarca duplicates: {error}", file=sys.stderr)
        return 2
    _tell(found, as_json=arguments.json)
    return 0


def find(arguments: argparse.Namespace) -> Found:
    """Read one list or two and link their rows."""
    options = Options(encoding=arguments.encoding, separator=arguments.separator)
    lists = [_cells(path, options) for path in (arguments.file, arguments.other) if path]
    names = [name for cells in lists for name in _names(cells, arguments.id)]
    told = [
        heading for cells in lists for heading in (*answers_of(cells), _id(cells, arguments.id))
    ]
    left_out = sorted({*arguments.ignore, *told} - {""})
    split = _rows(lists[0]) if len(lists) == 2 else None
    columns = guess_columns(_together(lists), left_out)
    if not columns:
        raise UnreadableFile("There is no column to compare.", "Name fewer columns to leave out.")
    once = split is not None and not arguments.all
    return Found(
        link(columns, least=arguments.least, split=split, once=once), names, columns, left_out
    )


def _cells(path: Path, options: Options) -> Cells:
    """Read a file as texts by heading."""
    with _unpacked(path) as plain:
        table = read_table(plain, options)
    return {
        heading or f"column {index + 1}": [_text(cell) for cell in table.column(index)]
        for index, heading in enumerate(table.headings)
    }


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """Yield the file, unpacked where it is gzipped; one that grows too large is refused."""
    if path.suffix != ".gz":
        yield path
        return
    with tempfile.NamedTemporaryFile(suffix=path.with_suffix("").suffix) as plain:
        with gzip.open(path, "rb") as packed:
            shutil.copyfileobj(_Bounded(packed), plain)
        plain.flush()
        yield Path(plain.name)


class _Bounded:
    """A stream that refuses to become larger than a file may be."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream, self._size, self._limits = stream, 0, Limits()

    def read(self, size: int = -1) -> bytes:
        part = self._stream.read(size)
        self._size += len(part)
        self._limits.check_size(self._size)
        return part


def _text(cell: object) -> str:
    """Return a cell as text, whole figures without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _together(lists: Sequence[Cells]) -> dict[str, list[str]]:
    """Return two lists as one; columns go together by heading, what only one has is left out."""
    if len(lists) == 1:
        return {heading: list(values) for heading, values in lists[0].items()}
    second = {fold(heading): values for heading, values in lists[1].items()}
    return {
        heading: [*values, *second[fold(heading)]]
        for heading, values in lists[0].items()
        if fold(heading) in second
    }


def _id(cells: Cells, chosen: str) -> str:
    return chosen if chosen in cells else identity_of(cells)


def _names(cells: Cells, chosen: str) -> Sequence[str]:
    """Return what each row is called: its id, else its number."""
    heading = _id(cells, chosen)
    return cells[heading] if heading else [str(number) for number in range(_rows(cells))]


def _rows(cells: Cells) -> int:
    return len(next(iter(cells.values()), ()))


def _tell(found: Found, *, as_json: bool) -> None:
    """Print the pairs for a program or for a spreadsheet."""
    pairs = [
        (found.names[one.left], found.names[one.right], round(one.probability, 4))
        for one in found.links
    ]
    if as_json:
        used = {column.name: str(column.kind) for column in found.columns}
        answer = {"columns": used, "left_out": list(found.left_out), "pairs": pairs}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["left", "right", "score"])
    writer.writerows(pairs)
