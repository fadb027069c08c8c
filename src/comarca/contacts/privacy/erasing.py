"""Erases a person: what is left keeps the account true and tells of nobody."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from comarca.base.events import record
from comarca.base.events import register as register_action
from comarca.contacts.models import Contact
from comarca.contacts.privacy.held import holders

ERASED = register_action("erased", pgettext_lazy("event", "Erased"), "user-x")


def erase(contact: Contact, actor: Any) -> None:
    """Take everything that tells of a person away, for good.

    The row stays, archived and without a name, so that what hung on it (a need, a promise) still
    belongs to the account. It cannot be undone.
    """
    with transaction.atomic():
        for one in holders():
            one.redact(contact)
        Contact.objects.filter(pk=contact.pk).update(
            name=_("Erased person"), archived_at=timezone.now(), erased_at=timezone.now()
        )
        record(Contact.objects.get(pk=contact.pk), ERASED, actor=actor)
