"""Queues with their service levels, cases with what was said, and the knowledge base."""

from comarca.service.models.articles import Article
from comarca.service.models.cases import Case, CaseLink, CaseMessage
from comarca.service.models.queues import CaseCategory, Priority, Queue, ServiceLevel

__all__ = [
    "Article",
    "Case",
    "CaseCategory",
    "CaseLink",
    "CaseMessage",
    "Priority",
    "Queue",
    "ServiceLevel",
]
