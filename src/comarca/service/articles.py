"""Finds the articles of the knowledge base that may help with a case."""

from typing import Any

from comarca.base.search import find
from comarca.service.models import Article, Case

MOST = 5


def helping(case: Case, person: Any) -> list[Article]:
    """Return the articles that the words of a case's subject find, then those of its category."""
    visible = Article.objects.visible_to(person).filter(is_published=True, archived_at=None)
    found: dict[int, Article] = {}
    for word in _words(case.subject):
        hits = find(person, word, kinds=["article"], most=MOST, pages=False).hits
        ids = [hit.id for hit in hits]
        for one in visible.filter(pk__in=ids):
            found.setdefault(one.pk, one)
    if case.category_id and len(found) < MOST:
        for one in visible.filter(category=case.category_id).order_by("title")[:MOST]:
            found.setdefault(one.pk, one)
    return list(found.values())[:MOST]


def _words(subject: str) -> list[str]:
    """Return the longest words of a subject: the telling ones."""
    words = sorted({word.strip(".,;:!?()[]") for word in subject.split()}, key=len, reverse=True)
    return [word for word in words if len(word) > 4][:3]
