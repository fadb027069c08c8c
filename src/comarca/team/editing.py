"""Changes of people, each one written down with who made it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from comarca.base.events import record
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.team.reporting import check_administrators, check_manager

FIELDS = (
    "name", "email", "role", "manager_id", "is_active", "language",
    "home_place", "home_lon", "home_lat", "capacity_hours",
)  # fmt: skip


def state_of(person: Person) -> dict[str, Any]:
    """Return the fields of a person whose changes are written down; a stand-in is no e-mail."""
    return {name: getattr(person, name) for name in FIELDS} | {"email": person.address}


@transaction.atomic
def add(values: Mapping[str, Any], actor: Person | None) -> Person:
    """Create a person, who cannot log in until invited."""
    person = Person.objects.create_user(**values)
    record(person, "created", actor=actor, after=state_of(person))
    return person


@transaction.atomic
def change(person: Person, values: Mapping[str, Any], actor: Person | None) -> Person:
    """Change a person's fields and write down those that differ.

    Raises ``ReportingCycle`` or ``LastAdministrator`` where the company would be left
    without a sound reporting line or an administrator.
    """
    Organisation.objects.select_for_update().first()
    stored: Person = Person.objects.select_for_update().get(pk=person.pk)
    before = state_of(stored)
    check_manager(stored, values.get("manager", stored.manager))
    check_administrators(
        stored,
        role=values.get("role", stored.role),
        is_active=values.get("is_active", stored.is_active),
    )
    for name, value in values.items():
        setattr(stored, name, value.lower() if name == "email" else value)
    after = state_of(stored)
    changed = [name for name in FIELDS if before[name] != after[name]]
    if changed:
        stored.save(update_fields=changed)
        record(
            stored,
            "changed",
            actor=actor,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return stored
