"""What a contact is made of: form, list, page, files and API follow from this description."""

from collections.abc import Mapping
from typing import Any

from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comarca.base.objects import Field, Kind, ObjectType
from comarca.base.objects.fields import READ_ONLY, Pairs
from comarca.contacts.models import Contact

GROUPS = {"": _("Details"), "reach": _("How to reach them"), "record": _("Record")}


def languages() -> Pairs:
    """Return the languages a person may speak, in the reader's own words."""
    codes = [code for code, info in LANG_INFO.items() if "name" in info]
    pairs = [(code, str(get_language_info(code)["name_translated"])) for code in codes]
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def complete(values: dict[str, Any], row: Contact | None) -> None:
    """Put the name in full together where only its parts are given.

    A "name" beside a family name that it does not hold is a first name: "Ana", "Ruiz".
    """
    name, family = _part(values, row, "name"), str(values.get("family_name") or "").strip()
    if name and (not family or family.casefold() in name.casefold() or row is not None):
        return
    if name and not values.get("given_name"):
        values["given_name"] = name[:75]
    parts = (_part(values, row, "given_name"), _part(values, row, "family_name"))
    if whole := " ".join(part for part in parts if part):
        values["name"] = whole[:150]


def hold_together(values: Mapping[str, Any]) -> None:
    """Ask for a name."""
    if "name" in values and not values["name"]:
        raise ValidationError({"name": _now("Write the name.")})


def _part(values: Mapping[str, Any], row: Contact | None, key: str) -> str:
    """Return a part of the name: as it is given, else as it is kept."""
    return str(values.get(key, getattr(row, key, "")) or "").strip()


FIELDS = (
    Field(
        key="name", column=True, search=True, help=_("In full, as it is read out."),
        headings=("nombre completo", "full name", "nombre y apellidos", "contacto", "contact",
                  "contact name", "nombre contacto", "persona contacto", "nombre"),
    ),
    Field(key="given_name", headings=(
        "first name", "firstname", "given name", "nombre pila", "primer nombre", "vorname", "prenom"
    )),
    Field(key="family_name", headings=(
        "last name", "lastname", "family name", "surname", "apellidos", "apellido", "nachname"
    )),
    Field(key="account", column=True, headings=(
        "cuenta", "account", "cliente", "customer", "empresa", "company", "company name",
        "account name", "organization", "organizacion",
    )),
    Field(key="position", column=True, search=True, headings=(
        "cargo", "puesto", "job title", "title", "position", "contact title", "funcion"
    )),
    Field(key="role", column=True, headings=("papel", "role", "rol", "decision role")),
    Field(
        key="language", kind=Kind.CHOICE, choices=languages,
        headings=("idioma", "language", "lengua", "sprache", "langue"),
    ),
    Field(key="email", group="reach", column=True, search=True, headings=(
        "email", "e mail", "correo", "correo electronico", "mail", "email address"
    )),
    Field(key="other_email", group="reach", search=True, headings=(
        "otro correo", "other email", "email 2", "secondary email", "correo 2"
    )),
    Field(key="phone", kind=Kind.PHONE, group="reach", column=True, search=True, headings=(
        "telefono", "phone", "tel", "telephone", "phone number", "work phone", "business phone"
    )),
    Field(key="mobile", kind=Kind.PHONE, group="reach", search=True, headings=(
        "movil", "mobile", "celular", "mobile phone", "cell", "cell phone"
    )),
    Field(key="note", headings=("nota", "notas", "note", "notes", "observaciones", "comments")),
    Field(key="created_at", group="record", label=_("created"), places=READ_ONLY),
    Field(key="updated_at", group="record", label=_("last changed"), places=READ_ONLY),
)  # fmt: skip

CONTACT = ObjectType(
    key="contact",
    model=Contact,
    icon="users",
    groups=GROUPS,
    natural_key=(("account", "name"), "email"),
    write="accounts.write",
    complete=complete,
    clean=hold_together,
    fields=FIELDS,
)
