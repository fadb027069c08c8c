"""The list of accounts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comarca.accounts.fields import ACCOUNT
from comarca.base.objects import find
from comarca.ui.lists.page import list_page


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the accounts a user may see."""
    return list_page(request, find(ACCOUNT.key), "accounts/index.html")
