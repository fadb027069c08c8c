"""Exports of other systems with some of their cells: headings as they are, cells generated."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comarca.imports.matching import guess

PATH = Path(__file__).parents[1] / "data" / "exports_with_cells.tsv"
ANY = "~"  # a field that may be left open as well


@dataclass(frozen=True)
class Column:
    """A heading, the fields that are right for it (none: it is no field), and its cells."""

    heading: str
    fields: frozenset[str]
    cells: tuple[str, ...]


def exports() -> dict[str, list[Column]]:
    """Return the columns of each export by its name."""
    found = defaultdict(list)
    with PATH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            cells = tuple(cell.strip() for cell in row["cells"].split(" | "))
            fields = frozenset(filter(None, row["field"].split("|")))
            found[row["shape"]].append(Column(row["heading"], fields, cells))
    return found


def judged(columns: list[Column]) -> Iterator[tuple[str, str, str]]:
    """Yield each column's heading, what it was taken for, and "right", "missed" or "wrong"."""
    found = guess([one.heading for one in columns], [one.cells for one in columns])
    for one in columns:
        field = found[one.heading].field if one.heading in found else ""
        meant = "sales:latest" if field.startswith("sales:") else field
        if field in one.fields or meant in one.fields or (not field and ANY in one.fields):
            yield one.heading, field, "right"
        elif field:
            yield one.heading, field, "wrong"
        elif one.fields:
            yield one.heading, field, "missed"


def counted(columns: list[Column]) -> Counter[str]:
    """Return how many columns of an export are right, missed and wrong."""
    return Counter(how for _heading, _field, how in judged(columns))
