"""What columns mean beside each other: first names beside surnames, areas beside larger ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from comarca.imports.matching.canonical import canonical
from comarca.imports.matching.content import are_names

LEAST_NAMES = 2
NUMBERS = frozenset({"numero", "number", "nummer", "num", "hausnummer", "huisnummer"})
FIRST_NAMES = frozenset({"nombre", "nom", "nome", "name", "prenombre"})


@dataclass(frozen=True, slots=True)
class Match:
    """The field a column is taken for, and how surely (100 is beyond doubt)."""

    field: str
    score: float


def together(taken: dict[str, Match], headings: Sequence[str]) -> dict[str, Match]:
    """Return the fields of columns after each has been seen beside the others."""
    people = _with_contact(_with_surname(_with_first_name(taken)))
    return _without_house_number(_with_department(people, headings), headings)


def with_company(
    found: dict[str, Match],
    taken: Mapping[str, Match],
    unclaimed: str,
    cells: Mapping[str, Sequence[object]],
) -> dict[str, Match]:
    """Take a column that nobody claims for the name, rather than people who come again and again.

    "Cooperativa" beside "Gerente": the manager is no company.
    """
    people = [
        heading
        for heading, match in found.items()
        if match.field == "name"
        and heading in taken
        and taken[heading].field == "contact_name"
        and not are_names(cells.get(heading, ()))
    ]
    if not unclaimed or not people:
        return found
    return found | {unclaimed: found[people[0]], people[0]: taken[people[0]]}


def _with_surname(taken: dict[str, Match]) -> dict[str, Match]:
    """Beside a company's name and a first name, "Name" is a surname."""
    found = [match.field for match in taken.values()]
    if "contact_first" not in found or "contact_last" in found or found.count("name") < LEAST_NAMES:
        return taken
    return {
        heading: Match("contact_last", 60.0)
        if match.field == "name" and canonical(heading) in FIRST_NAMES
        else match
        for heading, match in taken.items()
    }


def _without_house_number(taken: dict[str, Match], headings: Sequence[str]) -> dict[str, Match]:
    """Right behind the street "Número" is that of the house, not of the account."""
    behind = {after for one, after in pairwise(headings)
              if one in taken and taken[one].field == "address"}  # fmt: skip
    return {
        heading: match
        for heading, match in taken.items()
        if not (match.field == "code" and heading in behind and canonical(heading) in NUMBERS)
    }


def _with_first_name(taken: dict[str, Match]) -> dict[str, Match]:
    """Beside a column of surnames "Nombre" is the first name, and no company's."""
    found = {match.field for match in taken.values()}
    if "contact_last" not in found or "contact_first" in found:
        return taken
    return {
        heading: Match("contact_first", 60.0)
        if match.field in {"name", "contact_name"} and canonical(heading) in FIRST_NAMES
        else match
        for heading, match in taken.items()
    }


def _with_department(taken: dict[str, Match], headings: Sequence[str]) -> dict[str, Match]:
    """Beside districts, departments are the larger areas and provinces only lie between them."""
    called = {canonical(heading): heading for heading in headings}
    department, between = called.get("departamento"), called.get("provincia")
    if not department or "distrito" not in called or between not in taken:
        return taken
    return {h: match for h, match in taken.items() if h != between} | {department: taken[between]}


def _with_contact(taken: dict[str, Match]) -> dict[str, Match]:
    """Where there is no company, only people, take the name from the person."""
    found = {match.field for match in taken.values()}
    if "name" not in found and "contact_name" in found:
        return {
            heading: Match("name", 60.0) if match.field == "contact_name" else match
            for heading, match in taken.items()
        }
    return taken
