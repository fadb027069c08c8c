"""Finds an account for a view: unreadable equals nonexistent, and who may change it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from comarca.accounts.models import Account
from comarca.team.access import current
from comarca.team.models import Person


def visible_account(request: HttpRequest, account_id: int) -> Account:
    """Return an account the user may see, else 404."""
    found: Account = get_object_or_404(Account.objects.visible_to(current(request)), pk=account_id)
    return found


def may_write(person: Person) -> bool:
    """Return whether a person may change the accounts they see."""
    return person.role != Person.Role.READ_ONLY


def writer(request: HttpRequest) -> Person:
    """Return the person who is logged in, if they may change accounts; else 403."""
    person = current(request)
    if not may_write(person):
        raise PermissionDenied
    return person
