"""Objects in words: what is known of one, for its page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from comarca.base.objects.fields import Field, Place
from comarca.base.objects.links import link_of
from comarca.base.objects.reading import read_values
from comarca.base.objects.types import ObjectType
from comarca.base.objects.wording import UNKNOWN, names_of, say, with_currency


@dataclass(frozen=True, slots=True)
class Told:
    """One field of an object in words."""

    field: Field
    value: Any
    text: str
    href: str


def described_values(
    object_type: ObjectType,
    row: Any,
    user: Any,
    *,
    unknown: bool = False,
    called: Mapping[str, str] | None = None,
) -> list[tuple[str, list[Told]]]:
    """Return what is known of an object under the headings of its groups.

    ``called`` names fields as this object does, by key: the tax of an order as in its country.
    """
    names = called or {}
    fields = [
        replace(one, label=names[key]) if key in names else one
        for key, one in object_type.fields_for(user, Place.DETAIL).items()
    ]
    monies = {one.currency for one in fields if one.currency}
    beside = [one for one in object_type.declared if one.key in monies and one not in fields]
    values = read_values([*fields, *beside], [row])[row.pk]
    links = names_of(fields, [values])
    groups: dict[str, list[Told]] = {}
    for one in fields:
        text = with_currency(one, say(one, values[one.key], links), values)
        if unknown or text != UNKNOWN:
            groups.setdefault(one.group, []).append(
                Told(one, values[one.key], text, link_of(one, values[one.key]))
            )
    return [(str(object_type.group_label(key)), told) for key, told in groups.items()]
