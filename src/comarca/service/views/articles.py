"""An article of the knowledge base."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comarca.service.access import visible_article
from comarca.team.access import current


@require_GET
def detail(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show an article."""
    row = visible_article(request, article_id)
    context = {"row": row, "may_write": current(request).may("cases.write")}
    return render(request, "service/article.html", context)
