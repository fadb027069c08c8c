"""Objects in words: what is known of one, for its page."""

from dataclasses import dataclass
from typing import Any

from comarca.base.objects.fields import Field, Place
from comarca.base.objects.links import link_of
from comarca.base.objects.reading import read_values
from comarca.base.objects.types import ObjectType
from comarca.base.objects.wording import UNKNOWN, names_of, say


@dataclass(frozen=True, slots=True)
class Told:
    """One field of an object in words."""

    field: Field
    value: Any
    text: str
    href: str


def described_values(
    object_type: ObjectType, row: Any, user: Any, *, unknown: bool = False
) -> list[tuple[str, list[Told]]]:
    """Return what is known of an object under the headings of its groups."""
    fields = list(object_type.fields_for(user, Place.DETAIL).values())
    values = read_values(fields, [row])[row.pk]
    names = names_of(fields, [values])
    groups: dict[str, list[Told]] = {}
    for one in fields:
        text = say(one, values[one.key], names)
        if unknown or text != UNKNOWN:
            groups.setdefault(one.group, []).append(
                Told(one, values[one.key], text, link_of(one, values[one.key]))
            )
    return [(str(object_type.group_label(key)), told) for key, told in groups.items()]
