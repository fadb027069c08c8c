"""One panel of a page: as the fragment that the page fetches, or as a page without a script."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comarca.ui.panels import panels, places
from comarca.ui.registry import permits


@require_GET
@never_cache
def panel(request: HttpRequest, place: str, name: str, target_id: int) -> HttpResponse:
    """Show a panel of an object; 404 if there is none or the object is not for this person."""
    shown, page = panels.find(f"{place}.{name}"), places.find(place)
    if shown is None or page is None or not permits(request.user, shown.action):
        raise Http404
    target = page.find(request, target_id)
    values = shown.context(request, target)
    inside = (
        ""
        if values is None
        else render_to_string(shown.template, {**values, "panel": shown}, request)
    )
    if getattr(request, "htmx", False):
        return HttpResponse(inside)
    context = {"panel": shown, "inside": inside, "target": target, "back": page.address(target)}
    return render(request, "ui/panel.html", context)
