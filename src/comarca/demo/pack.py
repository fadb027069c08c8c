"""Read the demo company that ships with the Spain pack."""

import csv
import gzip
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

COMPANY = "Suministros Trescaminos"
PASSWORD = "comarca-demo"  # noqa: S105 - printed on purpose: the demo listens on this machine only
LOG_INS = ("director", "jefe.norte", "comercial", "operaciones", "servicio", "admin", "lectura")
DOMAIN = "comarca.example"

Row = dict[str, str]


class DemoDataMissing(Exception):
    """The demo's data does not lie beside the program."""


def folder() -> Path:
    """Return where the demo's data lies."""
    return Path(settings.PACKS_DIR) / "es" / "demo"


def people() -> list[Row]:
    """Return the invented team, managers before those who report to them."""
    return _rows(folder() / "people.csv")


def accounts(provinces: Collection[str] | None = None) -> list[Row]:
    """Return the stations with their invented figures, of some provinces or of all."""
    rows = _rows(folder() / "accounts.csv.gz")
    return [row for row in rows if provinces is None or row["municipality"][:2] in provinces]


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        raise DemoDataMissing(f"{path.name} is missing. Remedy: install Comarca again, whole.")
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            return list(csv.DictReader(packed))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
