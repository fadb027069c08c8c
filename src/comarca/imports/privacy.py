"""What imports keep of a person: the rows of the files that brought them."""

from collections.abc import Iterator
from typing import Any

from comarca.contacts.models import Contact
from comarca.contacts.privacy.held import Holder, register
from comarca.imports.models import ImportRow


def _rows(contact: Contact) -> Iterator[ImportRow]:
    """Yield the rows that brought a contact to their account."""
    rows = ImportRow.objects.filter(account=contact.account_id).order_by("pk")
    for row in rows:
        if contact.name and row.values.get("contact_name") == contact.name:
            yield row


def _collect(contact: Contact) -> Iterator[dict[str, Any]]:
    for row in _rows(contact):
        held = {k: v for k, v in row.values.items() if k.startswith("contact_")}
        yield {"import": row.batch_id, "row": row.number, **held}


def _redact(contact: Contact) -> None:
    for row in _rows(contact):
        row.values = {k: v for k, v in row.values.items() if not k.startswith("contact_")}
        row.before = {k: v for k, v in row.before.items() if not k.startswith("contact_")}
        row.save(update_fields=["values", "before"])


register(Holder("imports", _collect, _redact, 60))
