"""The people at the customers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account


class ContactQuerySet(OfAccountQuerySet["Contact"]):
    """Contacts, always read through ``visible_to``."""


class Contact(models.Model):
    """A person at an account: position, ways to reach them, their part in a decision.

    ``name`` is the name in full, as it is read out; ``given_name`` and ``family_name`` are kept
    where somebody gave them apart, and never guessed from it.
    """

    class Role(models.TextChoices):
        DECIDES = "decides", _("Decides")
        INFLUENCES = "influences", _("Influences")
        USES = "uses", _("Uses")
        BLOCKS = "blocks", _("Blocks")

    account = models.ForeignKey(
        Account, models.CASCADE, related_name="contacts", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    given_name = models.CharField(_("first name"), max_length=75, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    position = models.CharField(_("position"), max_length=100, blank=True)
    role = models.CharField(_("role in decisions"), max_length=10, choices=Role.choices, blank=True)
    language = models.CharField(_("language"), max_length=7, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    other_email = models.EmailField(_("other e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    mobile = models.CharField(_("mobile"), max_length=40, blank=True)
    note = models.TextField(_("note"), blank=True)
    is_generated = models.BooleanField(default=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            models.Index(fields=["name", "id"], name="contact_by_name"),
            models.Index(
                fields=["email"], name="contact_by_email", condition=~models.Q(email="")
            ),
            models.Index(
                fields=["other_email"], name="contact_by_other_email",
                condition=~models.Q(other_email=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
