"""What contacts themselves hold on a person: their record, what they said, events and remarks."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from comarca.base.events import Event
from comarca.base.events.comments import Comment
from comarca.base.objects import CustomField, CustomValue
from comarca.contacts.models import Consent, Contact, ContactLink
from comarca.contacts.privacy.held import Holder, register

MODEL = "contacts.contact"
BLANK = (
    "given_name", "family_name", "position", "role", "language", "email", "other_email", "phone",
    "mobile", "note",
)  # fmt: skip
IN_ACCOUNTS = ("contact_name", "contact_position", "contact_email", "contact_phone")


def _custom(contact: Contact) -> "Any":
    fields = CustomField.objects.filter(object_type="contact")
    return CustomValue.objects.filter(field__in=fields, object_id=contact.pk)


def _record(contact: Contact) -> Iterator[dict[str, Any]]:
    row = {key: getattr(contact, key) for key in ("name", *BLANK)}
    row |= {"account": contact.account.name, "since": contact.created_at}
    for value in _custom(contact).select_related("field"):
        row[value.field.label] = str(value)
    yield row


def _blank(contact: Contact) -> None:
    _custom(contact).delete()
    Contact.objects.filter(pk=contact.pk).update(name="", **dict.fromkeys(BLANK, ""))


def _said(contact: Contact) -> Iterator[dict[str, Any]]:
    keys = ("channel", "answer", "basis", "said_on", "source", "noted_at")
    yield from Consent.objects.filter(contact=contact).order_by("pk").values(*keys)


def _known(contact: Contact) -> Iterator[dict[str, Any]]:
    rows = ContactLink.objects.filter(Q(contact=contact) | Q(other=contact))
    for row in rows.select_related("contact", "other"):
        yield {"who": str(row.contact), "stands": row.kind, "to": str(row.other), "note": row.note}


def _events_of(contact: Contact) -> "Any":
    """Return the events of the contact and of what belongs to it alone."""
    links = ContactLink.objects.filter(Q(contact=contact) | Q(other=contact))
    consents = Consent.objects.filter(contact=contact)
    return Event.objects.filter(
        Q(model=MODEL, object_id=contact.pk)
        | Q(model="contacts.contactlink", object_id__in=list(links.values_list("pk", flat=True)))
        | Q(model="contacts.consent", object_id__in=list(consents.values_list("pk", flat=True)))
    )


def _in_accounts(contact: Contact) -> Iterator[Event]:
    """Yield the events of the account that name the person: imports say whom they brought."""
    events = Event.objects.filter(model="accounts.account", object_id=contact.account_id)
    for event in events.iterator():
        if contact.name and contact.name in {
            event.before.get("contact_name"), event.after.get("contact_name")
        }:  # fmt: skip
            yield event


def _happened(contact: Contact) -> Iterator[dict[str, Any]]:
    for event in (*_events_of(contact).order_by("pk"), *_in_accounts(contact)):
        yield {"at": event.at, "what": event.action, "before": event.before, "after": event.after}


def _forget(contact: Contact) -> None:
    """Keep that something happened, when and by whom; nothing of what it said of the person."""
    for event in _in_accounts(contact):
        for values in (event.before, event.after):
            for key in IN_ACCOUNTS:
                values.pop(key, None)
        event.save(update_fields=["before", "after"])
    _events_of(contact).update(label="", before={}, after={}, data={})
    ContactLink.objects.filter(Q(contact=contact) | Q(other=contact)).delete()
    Consent.objects.filter(contact=contact).delete()


def _remarks(contact: Contact) -> Iterator[dict[str, Any]]:
    rows = Comment.objects.filter(model=MODEL, object_id=contact.pk, deleted_at=None)
    for one in rows.order_by("pk"):
        yield {"at": one.at, "text": one.text}


def _nothing(contact: Contact) -> None:
    """Leave it to another part, which takes it away with its own."""


def _silence(contact: Contact) -> None:
    Comment.objects.filter(model=MODEL, object_id=contact.pk).update(text="")


register(Holder("consents", _said, _nothing, 20))
register(Holder("who_knows_whom", _known, _nothing, 30))
register(Holder("history", _happened, _forget, 80))
register(Holder("remarks", _remarks, _silence, 85))
register(Holder("contact", _record, _blank, 90))  # last: the others look for its name
