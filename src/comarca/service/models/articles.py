"""The knowledge base: what was found out once and is needed again."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.relations.models.base import Kept
from comarca.service.models.queues import CaseCategory


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return what is published; drafts only to those who work on cases."""
        if not user.may("records.read"):
            return self.none()
        return self.all() if user.may("cases.write") else self.filter(is_published=True)


class Article(Kept):
    """An answer that helps again: a question, what to do, and what it is about."""

    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"))
    category = models.ForeignKey(
        CaseCategory, models.SET_NULL, null=True, blank=True, related_name="articles",
        verbose_name=_("category"),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=7, default="es")
    is_published = models.BooleanField(_("published"), default=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("knowledge base")
        constraints = [
            models.UniqueConstraint(
                fields=["title", "language"], name="article_once",
                violation_error_message=_("There is an article of this title already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
