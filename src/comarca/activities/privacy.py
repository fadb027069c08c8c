"""What activities and e-mail hold on a contact, and how it is taken away."""

from collections.abc import Iterator
from typing import Any

from comarca.activities.mail.filing import PLACE
from comarca.activities.models import Activity, Email
from comarca.base import files
from comarca.base.events import Event
from comarca.base.files import StoredFile
from comarca.contacts.models import Contact
from comarca.contacts.privacy.held import Holder, register

WORDS = {"title", "text"}


def _activities(contact: Contact) -> Iterator[dict[str, Any]]:
    rows = Activity.objects.filter(contacts=contact).order_by("at")
    for row in rows.values("kind", "title", "at", "state", "outcome", "text").iterator():
        yield {**row}


def _forget_activities(contact: Contact) -> None:
    """Leave that there was something, when and with how many; not what was said, nor once was.

    What was noted of a meeting of several goes as a whole: nobody can tell whom a word is about.
    """
    rows = Activity.objects.filter(contacts=contact)
    for row in rows.iterator():
        Activity.objects.filter(pk=row.pk).update(title=row.get_kind_display(), text="")
        for event in Event.objects.filter(model=row._meta.label_lower, object_id=row.pk):
            event.label = row.get_kind_display()
            for values in (event.before, event.after):
                for key in WORDS & values.keys():
                    values.pop(key)
            event.save(update_fields=["label", "before", "after"])


def _emails(contact: Contact) -> Iterator[dict[str, Any]]:
    rows = Email.objects.filter(contact=contact).order_by("at")
    for row in rows.iterator():
        names = StoredFile.objects.of(PLACE, row.pk).values_list("name", flat=True)
        told = ("at", "sender", "recipients", "subject", "text")
        yield {**{key: getattr(row, key) for key in told}, "files": list(names)}


def _forget_emails(contact: Contact) -> None:
    rows = Email.objects.filter(contact=contact)
    for file in StoredFile.objects.filter(place=PLACE, object_id__in=rows.values("pk")):
        files.remove(file)
    rows.filter(is_outgoing=False).update(sender="erased@comarca.invalid", sender_name="")
    rows.update(recipients=[], subject="", text="", html="")


register(Holder("activities", _activities, _forget_activities, 60))
register(Holder("emails", _emails, _forget_emails, 61))
