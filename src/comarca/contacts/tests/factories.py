"""Contacts for tests."""

from typing import Any

from comarca.accounts.models import Account
from comarca.contacts.models import Contact


def make_contact(account: Account, name: str = "Ana Ruiz", **values: Any) -> Contact:
    """Make a contact at an account."""
    return Contact.objects.create(account=account, name=name, **values)
