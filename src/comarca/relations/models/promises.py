"""What was promised, by whom, to whom, until when."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.contacts.models import Contact
from comarca.relations.models.base import Kept


class PromiseQuerySet(OfAccountQuerySet["Promise"]):
    """Promises, always read through ``visible_to``."""

    def late(self, day: date) -> Self:
        """Return those that should have been kept before a day and were not."""
        return self.filter(kept_on=None, due_on__lt=day, archived_at=None)


class Promise(Kept):
    """Something that one of us promised a customer; late once its day has passed unkept."""

    title = models.CharField(_("promise"), max_length=160)
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="promises", verbose_name=_("account")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, related_name="promises", null=True, blank=True,
        verbose_name=_("to whom"),
    )  # fmt: skip
    promised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="promises", null=True, blank=True,
        verbose_name=_("promised by"),
    )  # fmt: skip
    due_on = models.DateField(_("due on"))
    kept_on = models.DateField(_("kept on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        indexes = [
            models.Index(
                fields=["due_on", "id"], name="promise_to_keep",
                condition=Q(kept_on__isnull=True, archived_at__isnull=True),
            ),
            models.Index(fields=["due_on", "title"], name="promise_by_day"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
