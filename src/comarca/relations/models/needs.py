"""What a customer wants to achieve."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.contacts.models import Contact
from comarca.relations.models.base import Kept


class NeedQuerySet(OfAccountQuerySet["Need"]):
    """Needs, always read through ``visible_to``."""


class Need(Kept):
    """Something a customer wants to achieve: the evidence for it, what serves it, its state."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("need", "Open")
        PROPOSED = "proposed", pgettext_lazy("need", "Proposed")
        SERVED = "served", _("Served")
        LOST = "lost", _("Lost")

    title = models.CharField(_("need"), max_length=160)
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="needs", verbose_name=_("account")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, related_name="needs", null=True, blank=True,
        verbose_name=_("contact"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    evidence = models.TextField(_("evidence"), blank=True)
    value = models.DecimalField(
        _("value a year"), max_digits=16, decimal_places=2, null=True, blank=True
    )

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        indexes = [models.Index(fields=["state", "title", "id"], name="need_by_state")]

    def __str__(self) -> str:
        return self.title
