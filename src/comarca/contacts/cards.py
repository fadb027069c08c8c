"""Contacts as vCards (3.0, which every address book reads): what to reach a person by, no notes."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import models

from comarca.contacts.models import Contact

CHUNK = 1000


def as_vcards(rows: Iterable[Contact], fields: Collection[str]) -> Iterator[bytes]:
    """Yield the cards of contacts with their accounts, of the fields that a reader may see.

    Notes and what a person decides stay here: a card is handed on.
    """
    for part in _parts(rows):
        models.prefetch_related_objects(part, "account")
        yield from (_card(row, fields) for row in part if row.erased_at is None)


def _parts(rows: Iterable[Contact]) -> Iterator[list[Contact]]:
    stream = iter(rows)
    while part := list(islice(stream, CHUNK)):
        yield part


def _card(row: Contact, fields: Collection[str]) -> bytes:
    import vobject

    def of(key: str) -> str:
        return str(getattr(row, key)) if key in fields else ""

    card = vobject.vCard()
    card.add("fn").value = of("name")
    given = of("given_name") or ("" if of("family_name") else of("name"))
    card.add("n").value = vobject.vcard.Name(given=given, family=of("family_name"))
    if "account" in fields:
        card.add("org").value = [row.account.name]
    if of("position"):
        card.add("title").value = of("position")
    for key, kind in (("email", "WORK"), ("other_email", "OTHER")):
        if of(key):
            line = card.add("email")
            line.value, line.type_param = of(key), ["INTERNET", kind]
    for key, kind in (("phone", "WORK"), ("mobile", "CELL")):
        if of(key):
            line = card.add("tel")
            line.value, line.type_param = of(key), kind
    return str(card.serialize()).encode()
