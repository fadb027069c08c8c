"""The page of an opportunity."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comarca.ui.objects.pages import detail as general


@require_GET
def detail(request: HttpRequest, opportunity_id: int) -> HttpResponse:
    """Show an opportunity."""
    return general(request, "opportunity", opportunity_id)
