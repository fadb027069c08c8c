"""The page of an order."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from comarca.ui.objects.pages import detail as general


@require_GET
def detail(request: HttpRequest, order_id: int) -> HttpResponse:
    """Show an order."""
    return general(request, "order", order_id)
