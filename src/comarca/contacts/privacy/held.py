"""All that is held on a person: each app says what is its, and takes it away when it must."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from comarca.contacts.models import Contact

Rows = Iterable[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Holder:
    """One app's part.

    ``collect`` returns what is held on a contact, as plain values; ``redact`` takes what tells of
    the person out of it, and leaves what keeps accounts true (that there was a call, when, and
    whose it was). It runs within one transaction with all others.
    """

    key: str
    collect: Callable[[Contact], Rows]
    redact: Callable[[Contact], None]
    order: int = 50


_holders: dict[str, Holder] = {}


def register(holder: Holder) -> Holder:
    """Add an app's part (in its ``privacy.py``, named in its ``ready``)."""
    _holders[holder.key] = holder
    return holder


def holders() -> list[Holder]:
    """Return every part, in its order."""
    return sorted(_holders.values(), key=lambda one: (one.order, one.key))


def everything_on(contact: Contact) -> dict[str, list[dict[str, Any]]]:
    """Return all that is held on a person, by part; JSON can hold it."""
    return {one.key: list(one.collect(contact)) for one in holders()}
