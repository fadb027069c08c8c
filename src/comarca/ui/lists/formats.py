"""Files of its own kind that a list can be taken away as: contacts as vCards."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Write = Callable[[Iterable[Any], Collection[str]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file for one kind of object.

    ``write`` gets the rows that the reader sees and the keys of the fields that they may see.
    ``key`` is the ending of the file's name.
    """

    key: str
    kind: str
    label: str | Promise
    icon: str
    content_type: str
    write: Write


_formats: dict[tuple[str, str], Format] = {}


def register(one: Format) -> None:
    """Offer lists of a kind of object as such a file (in an app's ``slots.py``)."""
    _formats[one.kind, one.key] = one


def format_of(kind: str, key: str) -> Format | None:
    """Return the format of that ending, None if lists of this kind have none such."""
    return _formats.get((kind, key))


def formats_of(kind: str) -> list[Format]:
    """Return the formats of their own that lists of a kind have."""
    return [one for (of_kind, _key), one in sorted(_formats.items()) if of_kind == kind]
