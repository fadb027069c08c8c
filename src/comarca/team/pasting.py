"""A team pasted from a spreadsheet: name, e-mail, home town, one person a line."""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from comarca.team import editing
from comarca.team.homes import Home, HomeNotFound, find_home
from comarca.team.models import Person

MOST_LINES = 2000
EMAIL = re.compile(r"[^@\s<>;,]+@[^@\s<>;,]+")
HEADS = {"nombre", "name", "email", "e-mail", "correo", "correo electrónico", "comercial", "mail"}


@dataclass
class Line:
    """One pasted person and what is wrong with them, in a sentence with the remedy."""

    number: int
    name: str = ""
    email: str = ""
    place: str = ""
    home: Home | None = None
    problems: list[str] = field(default_factory=list)
    known: bool = False

    @property
    def is_good(self) -> bool:
        """Return whether this person can be added."""
        return not self.problems and not self.known


def read(text: str) -> list[Line]:
    """Return the people in a pasted text: tabs, semicolons or commas between the cells."""
    rows = [(n, row) for n, row in enumerate(text.splitlines(), start=1) if row.strip()]
    separator = _separator([row for _n, row in rows])
    lines = []
    for number, row in rows[:MOST_LINES]:
        cells = [cell.strip() for cell in next(csv.reader([row], delimiter=separator))]
        if number == rows[0][0] and {cell.lower() for cell in cells} & HEADS:
            continue
        lines.append(_line(number, cells))
    _judge(lines)
    return lines


def _separator(rows: list[str]) -> str:
    """Return the separator that most lines have."""
    counts = Counter(s for row in rows for s in "\t;,|" if s in row)
    return max("\t;,|", key=lambda s: (counts[s], -"\t;,|".index(s)))


def _line(number: int, cells: list[str]) -> Line:
    """Find the e-mail wherever it is; the cell before it is the name, the rest is the town."""
    emails = [i for i, cell in enumerate(cells) if EMAIL.search(cell)]
    if not emails:
        name, email, *rest = [*cells, "", ""]
        return Line(number, name, email, _place(rest))
    at = emails[0]
    found = EMAIL.search(cells[at])
    email = found.group().lower() if found else ""
    others = [cell for i, cell in enumerate(cells) if i != at]
    before = cells[at].split("<")[0].strip() if "<" in cells[at] else ""
    name = before or (others.pop(0) if others else "")
    return Line(number, name, email, _place(others))


def _place(cells: list[str]) -> str:
    """Return a town, with the province of the next cell in brackets."""
    told = [cell for cell in cells if cell][:2]
    return f"{told[0]} ({told[1]})" if len(told) == 2 else "".join(told)


def _judge(lines: list[Line]) -> None:
    """Write down what is wrong with each line."""
    emails = {line.email for line in lines}
    known = set(Person.objects.filter(email__in=emails).values_list("email", flat=True))
    seen: dict[str, int] = {}
    for line in lines:
        line.known = line.email in known and bool(line.email)
        line.problems += _problems(line, seen)
        seen.setdefault(line.email, line.number)
        try:
            line.home = find_home(line.place)
        except HomeNotFound as error:
            line.problems.append(str(error))


def _problems(line: Line, seen: dict[str, int]) -> list[str]:
    found = []
    if not line.name:
        found.append(_("The name is missing: write it in the first column."))
    if not line.email:
        found.append(_("The e-mail address is missing: write it in the second column."))
    else:
        try:
            validate_email(line.email)
        except ValidationError:
            found.append(_("“{email}” is not an e-mail address.").format(email=line.email))
    if line.email and line.email in seen:
        found.append(_("The same e-mail as in row {n}.").format(n=seen[line.email]))
    return found


@transaction.atomic
def add_all(lines: list[Line], actor: Person) -> list[Person]:
    """Add every good line as a representative who reports to the one territory manager, if any."""
    managers = Person.objects.active().filter(role=Person.Role.TERRITORY_MANAGER)[:2]
    manager = managers[0] if len(managers) == 1 else actor
    return [
        editing.add(
            {
                "name": line.name[:150],
                "email": line.email,
                "manager": manager,
                "home_place": line.home.place if line.home else line.place[:150],
                "home_lon": line.home.lon if line.home else None,
                "home_lat": line.home.lat if line.home else None,
            },
            actor,
        )
        for line in lines
        if line.is_good
    ]
