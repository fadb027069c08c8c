"""Finds name, e-mail and home town among the columns of a team pasted from a spreadsheet."""

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_LINES = 2000
SEPARATORS = "\t;,|"
EMAIL = re.compile(r"[^@\s<>;,]+@[^@\s<>;,]+")
# A telephone, a code or an amount: no name and no town. "28013 Madrid" is one.
NO_TOWN = re.compile(r"^[\d\s()+./,€$%-]+$")
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("nombre", "name", "comercial", "representante", "vendedor", "persona", "delegado",
             "nombre y apellidos", "nombre completo", "full name", "sales rep", "rep",
             "representative", "first name"),
    "surname": ("apellidos", "apellido", "surname", "last name", "primer apellido",
                "segundo apellido"),
    "email": ("correo", "email", "e-mail", "mail", "correo electrónico", "e-mail address",
              "email address"),
    "town": ("población", "poblacion", "localidad", "municipio", "ciudad", "town", "city",
             "home town", "domicilio", "residencia", "población de residencia", "base"),
    "region": ("provincia", "departamento", "estado", "distrito", "state", "province", "county"),
}  # fmt: skip
ROLE_OF = {word: role for role, words in HEADINGS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Cells:
    """What one line says of a person, as it was written."""

    number: int
    name: str
    email: str
    place: str


def cells_of(text: str) -> list[Cells]:
    """Return the people of a pasted text, by its headings where it has some."""
    rows = _rows(text)
    roles = [ROLE_OF.get(cell.casefold().rstrip(":")) for cell in rows[0][1]] if rows else []
    if "name" in roles or "email" in roles:
        return [_by_heading(number, roles, row) for number, row in rows[1:]]
    column = _email_column([row for _n, row in rows])
    return [_by_content(number, row, column) for number, row in rows]


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that hold something, with their numbers from 1, cut into cells."""
    lines = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    separator = _separator([line for _n, line in lines])
    return [
        (number, [cell.strip() for cell in next(csv.reader([line], delimiter=separator))])
        for number, line in lines[:MOST_LINES]
    ]


def _separator(lines: Sequence[str]) -> str:
    """Return the separator that most lines have."""
    counts = Counter(s for line in lines for s in SEPARATORS if s in line)
    return max(SEPARATORS, key=lambda s: (counts[s], -SEPARATORS.index(s)))


def _by_heading(number: int, roles: Sequence[str | None], row: Sequence[str]) -> Cells:
    """Read a line by its headings; columns that are none of ours are passed over."""
    said: dict[str, list[str]] = {}
    for role, cell in zip(roles, row, strict=False):
        if role and cell:
            said.setdefault(role, []).append(cell)
    names = [*said.get("name", [])[:1], *said.get("surname", [])]
    place = [*said.get("town", [])[:1], *said.get("region", [])[:1]]
    return Cells(number, " ".join(names), _address(" ".join(said.get("email", []))), _place(place))


def _email_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Return where most lines have their e-mail, so that a broken one is told as one."""
    counts = Counter(i for row in rows for i, cell in enumerate(row) if EMAIL.search(cell))
    return counts.most_common(1)[0][0] if counts else None


def _by_content(number: int, row: Sequence[str], column: int | None) -> Cells:
    """Find the e-mail wherever it is; the cell before it is the name, the rest is the town."""
    found = [i for i, cell in enumerate(row) if EMAIL.search(cell)]
    at = found[0] if found else column
    if at is None or at >= len(row):
        name, *others = [*row, ""]
        return Cells(number, name, "", _place(others))
    name, *others = [*(cell for i, cell in enumerate(row) if i != at), ""]
    before = row[at].split("<")[0].strip() if "<" in row[at] else ""
    if before:
        name, others = before, [name, *others]
    return Cells(number, name, _address(row[at]), _place(others))


def _address(cell: str) -> str:
    """Return the first e-mail of a cell in small letters; without one, what stands there."""
    found = EMAIL.search(cell)
    return found.group().lower() if found else cell


def _place(cells: Sequence[str]) -> str:
    """Return a town, with the province of the next cell in brackets."""
    told = [cell for cell in cells if cell and not NO_TOWN.match(cell)][:2]
    return f"{told[0]} ({told[1]})" if len(told) == 2 else "".join(told)
