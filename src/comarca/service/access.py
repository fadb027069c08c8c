"""Finds a case or an article for a view: unreadable equals nonexistent."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from comarca.service.models import Article, Case
from comarca.team.access import current

WITH = ("account", "contact", "queue", "category", "owner")


def visible_case(request: HttpRequest, case_id: int) -> Case:
    """Return a case the user may see, else 404."""
    rows = Case.objects.visible_to(current(request)).select_related(*WITH)
    found: Case = get_object_or_404(rows, pk=case_id)
    return found


def visible_article(request: HttpRequest, article_id: int) -> Article:
    """Return an article the user may read, else 404."""
    rows = Article.objects.visible_to(current(request)).select_related("category")
    found: Article = get_object_or_404(rows, pk=article_id)
    return found
