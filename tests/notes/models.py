"""What a representative writes down about an account."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account
from comarca.team.models import Person


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return the notes on the accounts that a user may see."""
        return self.filter(account__in=Account.objects.visible_to(user, archived=True))


class Note(models.Model):
    """A note: about which account, what it says, when to come back to it."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visit")
        CALL = "call", _("Call")

    title = models.CharField(_("title"), max_length=120)
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="example_notes", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices, default=Kind.VISIT)
    text = models.TextField(_("text"), blank=True)
    follow_up = models.DateField(_("follow up on"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.title
