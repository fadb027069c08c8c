"""Finds an account for a view: unreadable equals nonexistent."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from comarca.accounts.models import Account
from comarca.team.access import current


def visible_account(request: HttpRequest, account_id: int) -> Account:
    """Return an account the user may see, else 404."""
    found: Account = get_object_or_404(
        Account.objects.visible_to(current(request), archived=True), pk=account_id
    )
    return found
