"""A team pasted from a spreadsheet: name, e-mail, home town, one person a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from comarca.team import editing
from comarca.team.homes import Home, HomeNotFound, find_home
from comarca.team.models import Person
from comarca.team.paste_columns import Cells, cells_of
from comarca.team.stand_in import stand_in


@dataclass
class Line:
    """One pasted person and what is wrong with them, in a sentence with the remedy."""

    number: int
    name: str = ""
    email: str = ""
    place: str = ""
    home: Home | None = None
    problems: list[str] = field(default_factory=list)
    person: Person | None = None

    @property
    def fills(self) -> dict[str, Any]:
        """Return what the line changes of somebody who is here: a missing e-mail, another home."""
        if self.person is None or not self.person.is_active:
            return {}
        news: dict[str, Any] = {}
        if self.email and not self.person.address:
            news["email"] = self.email
        if self.home and self.home != _home_of(self.person):
            news |= _where(self)
        return news

    @property
    def is_good(self) -> bool:
        """Return whether this person can be added, or something of theirs filled in."""
        return not self.problems and (self.person is None or bool(self.fills))


def read(text: str) -> list[Line]:
    """Return the people in a pasted text: tabs, semicolons or commas between the cells."""
    lines = [_line(cells) for cells in cells_of(text)]
    _judge(lines)
    return lines


def _line(cells: Cells) -> Line:
    return Line(cells.number, cells.name, cells.email, cells.place)


def _judge(lines: list[Line]) -> None:
    """Write down what is wrong with each line, and who of them is here already."""
    people = list(Person.objects.active())
    by_email = {person.email: person for person in Person.objects.all()}
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_name.setdefault(_key(person.name), []).append(person)
    seen: dict[str, int] = {}
    for line in lines:
        line.person = by_email.get(line.email) or _namesake(line, by_name)
        line.problems += _problems(line, seen)
        seen.setdefault(line.email or _key(line.name), line.number)
        try:
            line.home = find_home(line.place)
        except HomeNotFound as error:
            line.problems.append(str(error))


def _key(name: str) -> str:
    """Return a name as it is compared: "PÉREZ LÓPEZ, JUAN" is Juan Pérez López."""
    return " ".join(sorted(name.casefold().replace(",", " ").split()))


def _namesake(line: Line, by_name: Mapping[str, list[Person]]) -> Person | None:
    """Return who bears the name, unless both have an e-mail: then they are two people."""
    found = by_name.get(_key(line.name), [])
    alike = [person for person in found if not (line.email and person.address)]
    return alike[0] if len(alike) == 1 else None


def _problems(line: Line, seen: Mapping[str, int]) -> list[str]:
    found = []
    if not line.name:
        found.append(_("The name is missing: write it in the first column."))
    if line.email:
        try:
            validate_email(line.email)
        except ValidationError:
            found.append(_("“{email}” is not an e-mail address.").format(email=line.email))
        if line.email in seen:
            found.append(_("The same e-mail as in row {n}.").format(n=seen[line.email]))
    elif _key(line.name) in seen:
        text = _("The same name as in row {n}, and no e-mail to tell them apart.")
        found.append(text.format(n=seen[_key(line.name)]))
    return found


def without_home() -> str:
    """Return those who have no home as a list to fill in: name, e-mail, and the towns to come."""
    people = Person.objects.homeless().order_by("name")
    return "".join(f"{person.name}; {person.address}; \n" for person in people)


@transaction.atomic
def add_all(lines: list[Line], actor: Person) -> tuple[list[Person], list[Person]]:
    """Add every good line as a representative, and bring those who are here up to date.

    Returns who was added, and who was changed. The new report to the one territory manager, if
    there is one, else to who adds them; who comes without an e-mail gets a stand-in.
    """
    managers = Person.objects.active().filter(role=Person.Role.TERRITORY_MANAGER)[:2]
    manager = managers[0] if len(managers) == 1 else actor
    added, filled = [], []
    for line in lines:
        if not line.is_good:
            continue
        if line.person is not None:
            filled.append(editing.change(line.person, line.fills, actor))
            continue
        values = {"name": line.name[:150], "email": line.email or stand_in(line.name)}
        added.append(editing.add({**values, "manager": manager, **_where(line)}, actor))
    return added, filled


def _home_of(person: Person) -> tuple[str, float | None, float | None]:
    """Return where a person lives, as it is compared with what a line says."""
    return person.home_place, person.home_lon, person.home_lat


def _where(line: Line) -> dict[str, Any]:
    """Return the home of a line as a person keeps it."""
    home = line.home
    return {
        "home_place": home.place if home else line.place[:150],
        "home_lon": home.lon if home else None,
        "home_lat": home.lat if home else None,
    }
