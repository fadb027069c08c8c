"""The page of a quote."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comarca.ui.objects.pages import detail as general


@require_GET
def detail(request: HttpRequest, quote_id: int) -> HttpResponse:
    """Show a quote."""
    return general(request, "quote", quote_id)
