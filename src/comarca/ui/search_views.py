"""The search as a page, for those who want a list or have no JavaScript."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from comarca.base import search

EACH = 20


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found, one list a kind, the best kind first."""
    answer = search.find(request.user, request.GET.get("q", "")[:200], most=EACH)
    groups: dict[str, list[search.Hit]] = {}
    for hit in answer.hits:
        groups.setdefault(hit.label or _("Pages and actions"), []).append(hit)
    return render(request, "ui/search.html", {"answer": answer, "groups": list(groups.items())})
