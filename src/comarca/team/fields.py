"""What a person of the company is made of, as lists, files and the API show it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from comarca.base.objects import Field, Kind, ObjectType
from comarca.base.objects.fields import READ_ONLY
from comarca.team import editing
from comarca.team.models import Person
from comarca.team.reporting import LastAdministrator, ReportingCycle
from comarca.team.stand_in import RealAddress, stand_in


def _change(row: Person, version: int | None, values: Mapping[str, Any], actor: Person) -> Person:
    """Change a person where they stand in a list; people count no versions."""
    given = dict(values)
    if "manager" in given:
        given["manager"] = Person.objects.filter(pk=given["manager"]).first()
    try:
        return editing.change(row, given, actor)
    except (ReportingCycle, LastAdministrator) as error:
        raise ValidationError(str(error)) from error


def _create(values: Mapping[str, Any], actor: Person) -> Person:
    """Add a person, who cannot log in until invited."""
    given = dict(values)
    given["manager"] = Person.objects.filter(pk=given.get("manager")).first()
    return editing.add(given, actor)


def _complete(values: dict[str, Any], row: Person | None) -> None:
    """Give somebody new who comes without an e-mail a stand-in; who is here is known by name."""
    name = str(values.get("name") or "").strip()
    if row is not None or not name or values.get("email"):
        return
    if not Person.objects.filter(name__iexact=name).exists():
        values["email"] = stand_in(name)


PERSON = ObjectType(
    key="person",
    model=Person,
    icon="users",
    natural_key=("email", "name"),
    write="people.manage",
    custom_fields=False,
    pages={
        "index": "team:people",
        "detail": "team:person",
        "edit": "team:edit",
        "create": "team:add",
    },
    change=_change,
    create=_create,
    complete=_complete,
    fields=(
        Field(
            key="name",
            column=True,
            search=True,
            headings=(
                "sales agent",
                "agent",
                "agente",
                "sales rep",
                "representative",
                "representante",
                "comercial",
                "vendedor",
                "salesperson",
                "employee",
                "empleado",
                "full name",
                "nombre completo",
                "nombre y apellidos",
                "persona",
            ),
        ),
        Field(key="email", column=True, search=True, source=RealAddress()),
        Field(key="role", column=True),
        Field(
            key="manager",
            kind=Kind.PERSON,
            column=True,
            headings=(
                "manager",
                "sales manager",
                "jefe",
                "responsable",
                "reports to",
                "supervisor",
                "reporta a",
                "team lead",
            ),
        ),
        Field(key="home_place", column=True, search=True, places=READ_ONLY),
        Field(key="capacity_hours", decimals=1, minimum=0),
        Field(key="is_active"),
    ),
)
