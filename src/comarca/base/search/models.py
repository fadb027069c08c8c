"""The index of what can be found, and the words in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """One object that can be found; made from the object and made again when it changes.

    ``text`` begins with a space and holds all words, folded; ``title_key`` and ``code_key`` are
    what is looked up by its beginning.
    """

    kind = models.CharField(max_length=32)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=250)
    code = models.CharField(max_length=64, blank=True)
    detail = models.CharField(max_length=250, blank=True)
    title_key = models.CharField(max_length=250)
    code_key = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("search entry")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")
        ]
        indexes = [
            models.Index(
                fields=["kind", "title_key"],
                name="search_title",
                opclasses=["varchar_ops", "varchar_pattern_ops"],
            ),
            models.Index(
                fields=["kind", "code_key"],
                name="search_code",
                opclasses=["varchar_ops", "varchar_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """One word that stands in the index, to put typing errors right; words are only added."""

    word = models.CharField(max_length=40, unique=True)

    class Meta:
        verbose_name = _("search word")

    def __str__(self) -> str:
        return self.word
