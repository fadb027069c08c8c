"""What every record about an account has: it can be put aside, and counts its changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kept(models.Model):
    """A row that can be archived and is safe when two people work at once."""

    is_generated = models.BooleanField(default=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
