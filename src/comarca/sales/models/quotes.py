"""Quotes: their versions, lines, links for the customer, and what the customer answered."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.contacts.models import Contact
from comarca.relations.models.base import Kept
from comarca.sales.models.opportunities import Opportunity
from comarca.sales.models.products import Product


class QuoteQuerySet(OfAccountQuerySet["Quote"]):
    """Quotes, always read through ``visible_to``."""


class Quote(Kept):
    """An offer to a customer; its lines and totals are those of its newest version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        SENT = "sent", _("Sent")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    number = models.CharField(_("number"), max_length=24, unique=True, editable=False)
    title = models.CharField(_("subject"), max_length=160, blank=True)
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="quotes", verbose_name=_("account")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, related_name="quotes", null=True, blank=True,
        verbose_name=_("opportunity"),
    )  # fmt: skip
    contact = models.ForeignKey(
        Contact, models.SET_NULL, related_name="quotes", null=True, blank=True,
        verbose_name=_("contact"),
    )  # fmt: skip
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="quotes", null=True,
        verbose_name=_("person in charge"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)
    language = models.CharField(_("language"), max_length=5, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    current = models.OneToOneField(
        "sales.QuoteVersion", models.SET_NULL, related_name="+", null=True, editable=False
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        indexes = [models.Index(fields=["state", "number"], name="quote_by_state")]

    def __str__(self) -> str:
        return f"{self.number} · {self.title}"


class QuoteVersion(models.Model):
    """One version of a quote; once sent it is never changed, the next one is made instead."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(_("valid until"))
    months = models.PositiveSmallIntegerField(_("term in months"), null=True, blank=True)
    terms = models.TextField(_("terms"), blank=True)
    net = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    tax = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    total = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    cost = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    list_total = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("version of a quote")
        constraints = [
            models.UniqueConstraint(fields=["quote", "number"], name="quote_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.quote_id}/{self.number}"


class QuoteLine(models.Model):
    """One line of a version: amounts as they were worked out, so that they never change."""

    edition = models.ForeignKey(QuoteVersion, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey(Product, models.PROTECT, related_name="quote_lines")
    description = models.CharField(_("description"), max_length=200)
    unit = models.CharField(max_length=20, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)
    list_price = models.DecimalField(_("unit price"), max_digits=16, decimal_places=4)
    volume = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    term = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    bundle = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    discount = models.DecimalField(_("discount"), max_digits=5, decimal_places=2, default=0)
    tax_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    net = models.DecimalField(max_digits=16, decimal_places=2)
    cost = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("line of a quote")
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="quote_line_once")
        ]

    def __str__(self) -> str:
        return self.description


class QuoteLink(models.Model):
    """An unguessable address at which a customer reads and answers a version of a quote."""

    edition = models.ForeignKey(QuoteVersion, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link to a quote")

    def __str__(self) -> str:
        return f"{self.edition_id}"


class QuoteAnswer(models.Model):
    """What the customer said to a version: who, when, and the terms they had before them."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        ASKED = "asked", _("Question")

    edition = models.ForeignKey(QuoteVersion, models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("text"), blank=True)
    terms = models.TextField(blank=True)
    total = models.DecimalField(max_digits=16, decimal_places=2)
    address = models.GenericIPAddressField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("answer to a quote")
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(kind__in=["accepted", "declined"]),
                name="quote_answered_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"


class Numbers(models.Model):
    """The next number of a kind of document in a year; of two at once each gets its own."""

    kind = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    next = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="numbers_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.next}"


class OfQuoteQuerySet(models.QuerySet[Any]):
    """Rows of a quote's version: whoever may see the quote may see them."""

    def visible_to(self, user: Any) -> Self:
        """Return the rows of the quotes that a user may see."""
        return self.filter(edition__quote__in=Quote.objects.visible_to(user))
