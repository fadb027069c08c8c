"""Makes a messy export as a Spanish system writes it, from real towns, with the truth beside it.

Firms and people are made up; towns, provinces and populations are those of the pack. The same seed
gives the same file.
"""

import csv
import gzip
import random
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

PEOPLE = ("J. PEREZ", "Marta Gil", "LUIS ROCA", "Ana Vidal", "P. Serrano", "Eva Luna", "Iker Sáez",
          "Nuria Font")  # fmt: skip
FREQUENCIES = ("Mensual", "Quincenal", "Trimestral", "2/mes", "cada 6 semanas", "Semestral", "N/D")
STATUSES = ("Activo", "Activo", "Activo", "Cliente potencial", "Baja", "Ex-cliente")
TRADES = ("Talleres", "Suministros", "Ferretería", "Panadería", "Clínica", "Comercial", "Electro")
NAMES = ("García", "Núñez", "Ibáñez", "Peña", "Castro", "Muñoz", "Vega", "Sáenz", "Ortiz", "Rey")
HEADINGS = (
    "Cód. Cli.", "Razón Social", "CIF", "Domicilio", "Pob.", "Prov.", "C.P.", "Tfno.", "Comercial",
    "Tipo cli.", "Frec. visita", "Vtas. 2024", "Vtas. 2025", "Obs.",
)  # fmt: skip
SPELLINGS = {
    "Ciudad Real": "C. Real", "Santa Cruz de Tenerife": "S.C. Tenerife",
    "Illes Balears": "Balears, Illes", "Madrid": "Comunidad de Madrid", "Toledo": "Tooledo",
    "Badajoz": "Bdajoz", "Asturias": "Principado de Asturias", "A Coruña": "La Coruña",
}  # fmt: skip
EMPTY_PROVINCES, TYPOS, LOST_ZEROS = 0.12, 0.02, 0.1


@dataclass(frozen=True)
class Truth:
    """Where a row really is: the code of its municipality."""

    code: str
    unit: str


def towns() -> list[dict[str, str]]:
    """Return the municipalities of the pack."""
    path = settings.PACKS_DIR / "es" / "units.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_workbook(path: Path, rows: int = 1500, seed: int = 7) -> list[Truth]:
    """Write the export as a workbook and return the truth of each row."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    pivot = book.add_worksheet("Resumen")
    pivoted = (("Etiquetas de fila", "Cuenta"), ("Norte", 12), ("Sur", 9))
    for line, cells in enumerate(pivoted):
        pivot.write_row(line, 0, cells)
    sheet = book.add_worksheet("Clientes")
    sheet.write(0, 0, "LISTADO DE CLIENTES ACTIVOS")
    sheet.write_row(1, 0, ["Usuario: ADMIN", "14/03/2026"])
    for first, last, title in ((0, 2, "CLIENTE"), (3, 7, "LOCALIZACIÓN"), (8, 13, "COMERCIAL")):
        sheet.merge_range(3, first, 3, last, title)
    sheet.write_row(4, 0, [*HEADINGS, "", "", ""])
    truth, line = [], 5
    for row, known in rows_of(rows, seed):
        sheet.write_row(line, 0, row)
        truth.append(known)
        line += 1
    sheet.write_row(line, 1, ["TOTAL GENERAL"])
    sheet.write(line, 11, 123456.78)
    sheet.write(line + 2, 0, "Página 1 de 1")
    book.close()
    return truth


def rows_of(count: int, seed: int) -> list[tuple[list[object], Truth]]:
    """Return rows with the truth about each."""
    rng = random.Random(seed)
    places = towns()
    weights = [int(town["population"] or 1) for town in places]
    found = []
    for number, town in enumerate(rng.choices(places, weights, k=count), start=1):
        code = f"43{number:06d}"
        found.append((_row(rng, code, number, town), Truth(code, town["code"])))
    return found


def _row(rng: random.Random, code: str, number: int, town: dict[str, str]) -> list[object]:
    """Return one row as such a system writes it."""
    name = f"{rng.choice(TRADES)} {rng.choice(NAMES)} {number}, S.L."
    postal = f"{town['region_code']}{rng.randrange(1000):03d}"
    if postal.startswith("0") and rng.random() < LOST_ZEROS:
        postal = postal[1:]
    return [
        code, name.upper() if rng.random() < 0.3 else name, f"B{number:08d}",
        f"C/ Mayor, {rng.randrange(1, 90)}", _town(rng, town), _province(rng, town), postal,
        f"+34 9{rng.randrange(10_000_000, 99_999_999)}", rng.choice(PEOPLE), rng.choice(STATUSES),
        rng.choice(FREQUENCIES), _amount(rng), _amount(rng), rng.choice(("", "", "Llamar antes")),
    ]  # fmt: skip


def _town(rng: random.Random, town: dict[str, str]) -> str:
    """Return the town as somebody types it, sometimes with two letters turned round."""
    name = rng.choice(town["names"].split("|"))
    if rng.random() < TYPOS and len(name) > 6:
        at = rng.randrange(2, len(name) - 2)
        name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name.upper() if rng.random() < 0.4 else name


def _province(rng: random.Random, town: dict[str, str]) -> str:
    """Return the province in one of its spellings, or nothing."""
    if rng.random() < EMPTY_PROVINCES:
        return ""
    province = town["region"]
    return SPELLINGS.get(province, province) if rng.random() < 0.5 else province


def _amount(rng: random.Random) -> str:
    """Return an amount as Spaniards write it."""
    amount = rng.lognormvariate(8, 1.2)
    text = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return rng.choice((text, f"{text} €", f"{text}€", "#¡DIV/0!" if rng.random() < 0.05 else text))
