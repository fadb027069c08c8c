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
    "tax_id": ["B12345678", "A87654321", "B11223344"],
    "phone": ["912345678", "600123123", "955111222"],
    "email": ["info@uno.example", "ana@dos.example", "tres@tres.example"],
    "website": ["www.uno.example", "www.dos.example", "www.tres.example"],
    "postal_code": ["28901", "43201", "36201"],
    "address": ["C/ Mayor, 3", "Plaza España 4", "Avda. Sur 5"],
    "name": ["Bodegas Sanz", "Ferretería Lope", "Óptica Vista"],
    "country": ["España", "Portugal", "Francia"],
    "lat": ["40.3", "41.15", "42.23"],
    "lon": ["-3.73", "1.1", "-8.7"],
    "contact_email": ["ana@uno.example", "eva@dos.example", "luz@tres.example"],
    "contact_phone": ["600111222", "600333444", "600555666"],
    "potential": ["12000", "3500", "800"],
    "visits_per_year": ["12", "4", "6"],
    "parent": ["Grupo Norte", "", "Grupo Sur"],
}
NAMES = ["Ana Gil", "Eva Mora", "Luz Peña"]


@dataclass(frozen=True)
class Shape:
    """One system's export: its name, and heading and field of each column ("" for none)."""

    name: str
    columns: tuple[tuple[str, str], ...]

    def cells(self) -> list[list[object]]:
        """Return some cells for each column."""
        return [_cells(field) for _heading, field in self.columns]


def _cells(field: str) -> list[object]:
    """Return some cells that a field may hold; those of no field say nothing."""
    if field.startswith("sales"):
        return ["1250", "830", "99"]
    if field.startswith("contact_") or field == "owner":
        return list(CELLS.get(field, NAMES))
    return list(CELLS.get(field, ["abc", "defg", "hij"]))


def shapes() -> list[Shape]:
    """Return all known shapes."""
    found = []
    for line in PATH.read_text(encoding="utf-8").splitlines():
        name, columns = line.split("|", 1)
        pairs = (column.rsplit("=", 1) for column in columns.split(";"))
        found.append(Shape(name, tuple((heading, field) for heading, field in pairs)))
    return found
