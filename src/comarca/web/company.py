"""The company: set up once, with its first administrator, and changed by administrators."""

from typing import Any

from django.db import IntegrityError, transaction

from comarca.base.events import record
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation
from comarca.geography.homes import has_pack
from comarca.geography.models import Layer
from comarca.team import editing
from comarca.team.models import Person

FIELDS = (
    "name", "tax_id", "address", "country", "currency", "language", "timezone", "working_days",
    "hours_per_day",
)  # fmt: skip


class AlreadySetUp(Exception):
    """Somebody else has set this installation up in the meantime."""


def set_up(company: dict[str, Any], administrator: dict[str, Any]) -> Person:
    """Create the company and its first administrator; of two people at once, one wins."""
    try:
        with transaction.atomic():
            made = Organisation(pk=1, **company)
            made.save(force_insert=True)
            person = editing.add({**administrator, "role": Person.Role.ADMINISTRATOR}, actor=None)
            record(made, "set_up", actor=person, after=company)
    except IntegrityError as error:
        raise AlreadySetUp from error
    ask_for_geography(made.country, person)
    return person


def ask_for_geography(country: str, person: Person) -> Job | None:
    """Load the country's bundled geography in the background unless it is there."""
    if not has_pack(country) or Layer.objects.filter(country=country, is_ready=True).exists():
        return None
    return Job.ask(
        "geography.load_pack", {"country": country.lower(), "stay": True}, requested_by=person
    )


@transaction.atomic
def change(company: Organisation, values: dict[str, Any], actor: Person) -> None:
    """Change the company's settings and write down those that differ."""
    stored = Organisation.objects.select_for_update().get(pk=company.pk)
    before = {name: getattr(stored, name) for name in FIELDS}
    for name, value in values.items():
        setattr(stored, name, value)
    changed = [name for name in FIELDS if before[name] != getattr(stored, name)]
    if changed:
        stored.save()
        record(
            stored,
            "changed",
            actor=actor,
            before={name: before[name] for name in changed},
            after={name: getattr(stored, name) for name in changed},
        )
