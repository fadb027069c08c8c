"""What a box suggests while one types: by the search's index, never by reading a whole table."""

from typing import Any

from django.db.models import QuerySet

from comarca.base import search
from comarca.base.objects.filters import search_rows
from comarca.base.objects.types import ObjectType
from comarca.base.search.registry import providers

SUGGESTED = 12
RECENT = 300  # the newest are looked at one by one: the index may not have them yet


def suggested(object_type: ObjectType, rows: "QuerySet[Any]", words: str, user: Any) -> list[Any]:
    """Return up to twelve of ``rows`` that some words may mean, the best first.

    Kinds that the search does not know are small, and read; of the others the index is asked.
    """
    provider = providers.get(object_type.key)
    if not words or provider is None or (provider.action and not user.may(provider.action)):
        if words:
            rows = search_rows(rows, object_type, words, user)
        return list(rows.order_by(object_type.order)[:SUGGESTED])
    kinds = [object_type.key]
    hits = search.find(user, words, most=SUGGESTED, kinds=kinds, pages=False).hits
    there = rows.in_bulk([hit.id for hit in hits])
    found = [there[hit.id] for hit in hits if hit.id in there]
    if found:
        return found
    newest = rows.filter(pk__in=list(rows.order_by("-pk").values_list("pk", flat=True)[:RECENT]))
    return list(search_rows(newest, object_type, words, user).order_by("-pk")[:SUGGESTED])
