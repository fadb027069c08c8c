"""What may be answered where a file names what is not here: which one, none, a new one."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from comarca.base.objects.fields import Field, Place
from comarca.base.objects.keys import key_in
from comarca.base.objects.naming import named
from comarca.base.objects.registry import type_of
from comarca.base.objects.types import ObjectType, fields_of
from comarca.base.writing import create
from comarca.imports.lifecycle import made
from comarca.imports.models import Import
from comarca.imports.preview.decisions import ADD, NONE, SKIP
from comarca.imports.preview.links import OWNER, is_person
from comarca.imports.targets import target_of
from comarca.team import editing
from comarca.team.models import Person
from comarca.team.stand_in import stand_in


def field_asked(batch: Import, question: Mapping[str, Any]) -> Field | None:
    """Return the field whose cells a question is about."""
    kind = batch.kind if batch.is_described else "account"
    fields = target_of(kind).fields()
    if question["kind"] == OWNER:
        key = batch.mapping.get(question["column"], "")
        return fields.get(key) or next((one for one in fields.values() if is_person(one)), None)
    return fields.get(str(question["key"]).partition(":")[0])


def may_add(kind: ObjectType, person: Person | None) -> bool:
    """Return whether somebody may make one of a kind that a file only names."""
    needs = {one.key for one in fields_of(kind) if one.required and one.default is None}
    is_formed = any(one.key == kind.title and one.is_in(Place.FORM) for one in kind.fields)
    allowed = person is None or kind.may_write(person)
    return is_formed and needs <= {kind.title} and allowed


def answer(batch: Import, question: Mapping[str, Any], said: str, person: Person | None) -> str:
    """Return an answer as it is kept, nothing where it is not allowed.

    ``said`` is a key, ``0`` (the cell counts as empty), ``skip``, ``add``, or a name. Without a
    person (the command line) everything is seen and allowed.
    """
    field = field_asked(batch, question)
    kind = type_of(field.to) if field is not None else None
    if field is None or kind is None:
        return ""
    if said == SKIP or (said == NONE and not field.required):
        return said
    if said == ADD:
        # Another file may have brought them since the question was asked.
        return _named(kind, str(question["said"]), person) or _added(
            batch, field, kind, str(question["said"]), person
        )
    return _named(kind, said if key_in(said) is None else f"#{said}", person)


def _named(kind: ObjectType, name: str, person: Person | None) -> str:
    """Return the key of the object that is called so, nothing where none or several are."""
    rows = kind.model._default_manager.all() if person is None else kind.visible_to(person)
    try:
        return str(named(kind, rows, name))
    except ValidationError:
        return ""


def _added(batch: Import, field: Field, kind: ObjectType, name: str, person: Person | None) -> str:
    """Make an object that a file names, by its name alone, and keep that the import made it."""
    if is_person(field):
        leads = field.key == "manager"
        role = Person.Role.TERRITORY_MANAGER if leads else Person.Role.REPRESENTATIVE
        known = set(Person.objects.values_list("pk", flat=True))
        added = add_person(name, person, role).pk
        if added not in known:
            made.keep(batch, kind.key, added)
        return str(added)
    if not name or not may_add(kind, person):
        return ""
    try:
        added = create(kind, {kind.title: name}, person).pk
    except (ValidationError, PermissionDenied):
        return ""
    made.keep(batch, kind.key, added)
    return str(added)


def add_person(said: str, actor: Person | None, role: str = Person.Role.REPRESENTATIVE) -> Person:
    """Add somebody whom a file names to the team, with a stand-in for a missing e-mail."""
    email = said.strip().lower() if "@" in said else stand_in(said)
    name = said.split("@", maxsplit=1)[0].replace(".", " ") if "@" in said else said
    known: Person | None = Person.objects.filter(email__iexact=email).first()
    if known is not None:
        return known
    tidy = " ".join(name.split())
    tidy = tidy.title() if tidy.isupper() or tidy.islower() else tidy
    return editing.add(
        {"name": tidy[:150], "email": email, "role": role, "manager": actor},
        actor,
    )
