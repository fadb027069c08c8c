"""What was agreed on with a customer, and from when until when it holds."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.relations.models.base import Kept


class AgreementQuerySet(OfAccountQuerySet["Agreement"]):
    """Agreements, always read through ``visible_to``."""


class Agreement(Kept):
    """An agreement: what kind, from a day to (not including) a day; its document is attached."""

    class Kind(models.TextChoices):
        FRAMEWORK = "framework", _("Framework contract")
        PRICES = "prices", _("Prices")
        SUPPLY = "supply", _("Supply")
        SERVICE = "service", _("Service")
        EXCLUSIVE = "exclusive", _("Exclusivity")
        OTHER = "other", _("Other")

    title = models.CharField(_("agreement"), max_length=160)
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="agreements", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices, default=Kind.FRAMEWORK)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )
    note = models.TextField(_("note"), blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [models.Index(fields=["valid_to", "id"], name="agreement_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="agreement_lasts",
                violation_error_message=_("An agreement ends after the day it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.title
