"""What contacts put into the pages: an entry in the navigation, the people on an account's page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.contacts.cards import as_vcards
from comarca.contacts.fields import CONTACT
from comarca.ui import actions, navigation
from comarca.ui.lists import formats
from comarca.ui.objects.related import page_of, related_panel

navigation.register(
    navigation.NavItem(
        "contacts",
        _("Contacts"),
        "users",
        "objects:index",
        32,
        "records.read",
        ("contact",),
        section="customers",
    )
)
related_panel(
    "account",
    CONTACT.key,
    link="account",
    title=_("Contacts"),
    shown=("position", "role", "phone", "email", "refuses"),
    quick=("name", "position", "role", "phone", "email"),
    order=20,
    lazy=False,  # whom to ask for is what the page is opened for
)

page_of("contact")
related_panel(
    "contact", "consent", link="contact", title=_("Consent"), order=20,
    shown=("answer", "basis", "said_on", "source"),
    quick=("channel", "answer", "basis", "said_on", "source"), order_by=("-said_on", "-pk"),
    lazy=False,
)  # fmt: skip
related_panel(
    "contact", "contact_link", link="contact", title=_("Who knows whom"), order=30,
    shown=("other", "note"), quick=("kind", "other", "note"), order_by=("kind", "pk"),
)  # fmt: skip


formats.register(
    formats.Format("vcf", "contact", _("vCards"), "address-book", "text/vcard; charset=utf-8",
                   as_vcards)
)  # fmt: skip


def _card(contact: Any) -> str:
    """Hand a person out as a card for an address book."""
    return reverse("contacts:card", args=[contact.pk])


def _held(contact: Any) -> str:
    """Lead to the file of all that is held on a person."""
    return reverse("contacts:held", args=[contact.pk])


def _erase(contact: Any) -> str:
    """Lead to the page that asks before a person is erased."""
    return reverse("contacts:erase", args=[contact.pk])


def _retention(target: Any) -> str:
    """Lead to the rules."""
    return reverse("contacts:retention")


def _is_there(request: HttpRequest, contact: Any) -> bool:
    """Offer nothing on a person who is erased."""
    return contact.erased_at is None


actions.register(
    actions.Action(
        "contact", "card", _("vCard"), "address-book", _card, 50, "records.read", _is_there
    )
)  # fmt: skip
actions.register(
    actions.Action(
        "contact", "held", _("All data held on this person"), "download", _held, 60,
        "privacy.manage", _is_there,
    )
)  # fmt: skip
actions.register(
    actions.Action(
        "contact", "erase", _("Erase this person"), "user-x", _erase, 70, "privacy.manage",
        _is_there,
    )
)  # fmt: skip
actions.register(
    actions.Action("settings", "retention", _("How long personal data is kept"), "shield-check",
                   _retention, 60, "privacy.manage")
)  # fmt: skip
