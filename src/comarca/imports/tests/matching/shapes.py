"""The headings of other systems' exports, with the field each column is."""

from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).parents[1] / "data" / "export_shapes.txt"
# Cells that a column of a field may hold; the headings alone do not decide everything.
CELLS = {
    "code": ["A01", "A02", "430001"],
    "status": ["Activo", "Baja", "Activo"],
    "province": ["Madrid", "Sevilla", "Toledo"],
    "place": ["Getafe", "Reus", "Vigo"],
    "segment": ["A", "B", "C"],
}


@dataclass(frozen=True)
class Shape:
    """One system's export: its name, and heading and field of each column ("" for none)."""

    name: str
    columns: tuple[tuple[str, str], ...]

    def cells(self) -> list[list[object]]:
        """Return some cells for each column."""
        return [list(CELLS.get(field, ["abc", "defg", "hij"])) for _heading, field in self.columns]


def shapes() -> list[Shape]:
    """Return all known shapes."""
    found = []
    for line in PATH.read_text(encoding="utf-8").splitlines():
        name, columns = line.split("|", 1)
        pairs = (column.rsplit("=", 1) for column in columns.split(";"))
        found.append(Shape(name, tuple((heading, field) for heading, field in pairs)))
    return found
