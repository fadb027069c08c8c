"""Queues and service levels, cases and what was said, the knowledge base, surveys."""

from comarca.service.models.articles import Article
from comarca.service.models.cases import Case, CaseLink, CaseMessage
from comarca.service.models.queues import CaseCategory, Priority, Queue, ServiceLevel
from comarca.service.models.surveys import Survey, SurveyAsk, SurveyRefusal

__all__ = [
    "Article",
    "Case",
    "CaseCategory",
    "CaseLink",
    "CaseMessage",
    "Priority",
    "Queue",
    "ServiceLevel",
    "Survey",
    "SurveyAsk",
    "SurveyRefusal",
]
