"""Search over everything: each app says what can be found of its objects (``Provider``)."""

from comarca.base.search.query import Answer, Hit, find
from comarca.base.search.registry import Entry, Page, Provider, page_sources, register

__all__ = ["Answer", "Entry", "Hit", "Page", "Provider", "find", "page_sources", "register"]
