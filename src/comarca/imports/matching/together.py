"""What columns mean beside each other: first names beside surnames, areas beside larger ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from comarca.imports.matching.canonical import canonical

FIRST_NAMES = frozenset({"nombre", "nom", "nome", "name", "prenombre"})


@dataclass(frozen=True, slots=True)
class Match:
    """The field a column is taken for, and how surely (100 is beyond doubt)."""

    field: str
    score: float


def together(taken: dict[str, Match], headings: Sequence[str]) -> dict[str, Match]:
    """Return the fields of columns after each has been seen beside the others."""
    return _with_department(_with_contact(_with_first_name(taken)), headings)


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
