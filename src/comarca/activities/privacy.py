"""What activities and e-mail hold on a contact, and how it is taken away."""

from collections.abc import Iterator
from typing import Any

from comarca.activities.mail.filing import PLACE
from comarca.activities.models import Activity, Email
from comarca.base import files
from comarca.base.files import StoredFile
from comarca.contacts.models import Contact
from comarca.contacts.privacy.held import Holder, register


def _activities(contact: Contact) -> Iterator[dict[str, Any]]:
    rows = Activity.objects.filter(contact=contact).order_by("at")
    for row in rows.values("kind", "title", "at", "state", "outcome", "text").iterator():
        yield {**row}


def _forget_activities(contact: Contact) -> None:
    """Leave that there was something, and when; not what was said."""
    for row in Activity.objects.filter(contact=contact).iterator():
        Activity.objects.filter(pk=row.pk).update(title=row.get_kind_display(), text="")


def _emails(contact: Contact) -> Iterator[dict[str, Any]]:
    rows = Email.objects.filter(contact=contact).order_by("at")
    for row in rows.values("at", "sender", "recipients", "subject", "text").iterator():
        yield {**row}


def _forget_emails(contact: Contact) -> None:
    rows = Email.objects.filter(contact=contact)
    for file in StoredFile.objects.filter(place=PLACE, object_id__in=rows.values("pk")):
        files.remove(file)
    rows.filter(is_outgoing=False).update(sender="erased@comarca.invalid", sender_name="")
    rows.update(recipients=[], subject="", text="", html="")


register(Holder("activities", _activities, _forget_activities, 60))
register(Holder("emails", _emails, _forget_emails, 61))
