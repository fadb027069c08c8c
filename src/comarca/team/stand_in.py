"""Stand-ins for the e-mail of people who came without one; pages show none in their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from comarca.base.objects.sources import Own
from comarca.team.models import NO_EMAIL, Person

LONGEST = 60


def stand_in(name: str) -> str:
    """Return an address that nobody has, like the name."""
    base = slugify(name).replace("-", ".")[:LONGEST] or "person"
    taken = set(
        Person.objects.filter(email__endswith=f"@{NO_EMAIL}").values_list("email", flat=True)
    )
    number, email = 1, f"{base}@{NO_EMAIL}"
    while email in taken:
        number += 1
        email = f"{base}.{number}@{NO_EMAIL}"
    return email


@dataclass(frozen=True, slots=True)
class RealAddress(Own):
    """A person's e-mail as lists and files show it: nothing where it is a stand-in."""

    def read(self, rows: Sequence[Any]) -> Mapping[int, Any]:
        """Return the addresses that mail arrives at."""
        return {row.pk: row.address for row in rows}
