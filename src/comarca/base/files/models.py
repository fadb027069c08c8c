"""What is known of each file that is kept."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.base.files.disk import folder


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Files by the object they belong to and by their date."""

    def of(self, place: str, object_id: int) -> Self:
        """Return the files attached to an object, the newest first."""
        rows = self.filter(kind=StoredFile.Kind.ATTACHMENT, place=place, object_id=object_id)
        return rows.select_related("created_by").order_by("-created_at", "-pk")

    def over(self, now: datetime) -> Self:
        """Return the files that are kept no longer."""
        return self.filter(keep_until__lte=now)


class StoredFile(models.Model):
    """One file: whose it is, what is in it, and until when it is kept."""

    class Kind(models.TextChoices):
        ATTACHMENT = "attachment", _("Attachment")
        UPLOAD = "upload", _("Uploaded file")
        EXPORT = "export", _("Export")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    place = models.CharField(max_length=32, blank=True)
    object_id = models.BigIntegerField(default=0)
    name = models.CharField(_("name"), max_length=200)
    size = models.BigIntegerField(_("size"))
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    keep_until = models.DateTimeField(null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        indexes = [
            models.Index(fields=["place", "object_id", "-created_at"], name="file_of_object"),
            models.Index(
                fields=["keep_until"],
                name="file_over",
                condition=models.Q(keep_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def location(self) -> Path:
        """Return where its bytes are."""
        return folder() / self.path

    @staticmethod
    def day_after(keep: timedelta | None) -> datetime | None:
        """Return the moment until which something is kept from now on."""
        return None if keep is None else timezone.now() + keep
