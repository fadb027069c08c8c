"""What a person of the company is made of, as lists, files and the API show it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from comarca.base.objects import Field, Kind, ObjectType, Place
from comarca.base.objects.fields import READ_ONLY
from comarca.team import editing
from comarca.team.homes import HomeNotFound, home_of
from comarca.team.models import Person
from comarca.team.reporting import LastAdministrator, ReportingCycle
from comarca.team.stand_in import RealAddress, stand_in


def _at_home(given: dict[str, Any], row: Person | None) -> dict[str, Any]:
    """Return values with the place of a home town that they change."""
    if "home_place" in given and (row is None or given["home_place"] != row.home_place):
        try:
            given |= home_of(str(given["home_place"] or ""))
        except HomeNotFound as error:
            raise ValidationError({"home_place": str(error)}) from error
    return given


def change(row: Person, version: int | None, values: Mapping[str, Any], actor: Person) -> Person:
    """Change a person where they stand in a list; people count no versions."""
    given = _at_home(dict(values), row)
    if "manager" in given:
        given["manager"] = Person.objects.filter(pk=given["manager"]).first()
    try:
        return editing.change(row, given, actor)
    except (ReportingCycle, LastAdministrator) as error:
        raise ValidationError(str(error)) from error


def create(values: Mapping[str, Any], actor: Person) -> Person:
    """Add a person, who cannot log in until invited."""
    given = _at_home(dict(values), None)
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
    change=change,
    create=create,
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
        Field(
            key="email",
            column=True,
            search=True,
            source=RealAddress(),
            help=_("Without it this person cannot log in."),
        ),
        Field(key="role", column=True),
        Field(
            key="manager",
            kind=Kind.PERSON,
            column=True,
            help=_("Their manager can see everything they can see."),
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
        Field(
            key="home_place",
            label=_("home town"),
            column=True,
            search=True,
            places=READ_ONLY | {Place.FORM},
            help=_(
                "The town, with its province where several share the name:"
                " Toledo, or Mieres (Asturias)."
            ),
        ),
        Field(
            key="capacity_hours",
            decimals=1,
            minimum=0,
            help=_(
                "Hours of field work this person does in a year. Leave empty for the usual amount."
            ),
        ),
        Field(
            key="is_active",
            help=_("People who have left keep their history but cannot log in."),
        ),
    ),
)
