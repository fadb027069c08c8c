"""Opportunities: what might be sold to whom, for how much, until when."""

import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.accounts.belonging import OfAccountOrOwnerQuerySet
from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.contacts.models import Contact
from comarca.relations.models import Need
from comarca.relations.models.base import Kept
from comarca.sales.models.pipelines import Competitor, Pipeline, Reason, Stage
from comarca.sales.models.products import Product
from comarca.team.visibility import visible_people_ids


def new_reference() -> str:
    """Return what names an opportunity in files: ``op-`` and ten signs drawn at random."""
    return f"op-{secrets.token_hex(5)}"


class OpportunityQuerySet(OfAccountOrOwnerQuerySet["Opportunity"]):
    """Opportunities, always read through ``visible_to``."""

    def open(self) -> Self:
        """Return what is neither won nor lost nor put aside."""
        return self.filter(stage__kind=Stage.Kind.OPEN, archived_at=None)


class OfOpportunityQuerySet(models.QuerySet[Any]):
    """Rows of an opportunity: whoever may see it may see them."""

    def visible_to(self, user: Any) -> Self:
        """Return the rows of the opportunities that a user may see."""
        if visible_people_ids(user) is None:
            return self.all()
        return self.filter(opportunity__in=Opportunity.objects.visible_to(user))


class Opportunity(Kept):
    """A sale that may come: its stage, value, probability and day; what was is in its states."""

    reference = models.CharField(_("reference"), max_length=40, unique=True, default=new_reference)
    title = models.CharField(_("opportunity"), max_length=160)
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="opportunities", null=True, blank=True,
        verbose_name=_("account"),
    )  # fmt: skip
    contact = models.ForeignKey(
        Contact, models.SET_NULL, related_name="opportunities", null=True, blank=True,
        verbose_name=_("contact"),
    )  # fmt: skip
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="opportunities", null=True,
        blank=True, verbose_name=_("person in charge"),
    )  # fmt: skip
    pipeline = models.ForeignKey(
        Pipeline, models.PROTECT, related_name="opportunities", blank=True,
        verbose_name=_("pipeline"), db_index=False,
    )  # fmt: skip
    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="opportunities", blank=True,
        verbose_name=_("stage"), db_index=False,
    )  # fmt: skip
    stage_since = models.DateTimeField(_("in this stage since"), default=timezone.now)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    value_by_hand = models.BooleanField(
        _("value by hand"), default=True,
        help_text=_("Otherwise it is the sum of the product lines."),
    )  # fmt: skip
    probability = models.DecimalField(
        _("own probability"), max_digits=5, decimal_places=2, null=True, blank=True,
        help_text=_("In per cent; empty: the stage's."),
    )  # fmt: skip
    close_on = models.DateField(_("close date"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    need = models.ForeignKey(
        Need, models.SET_NULL, related_name="opportunities", null=True, blank=True,
        verbose_name=_("need"),
    )  # fmt: skip
    next_step = models.ForeignKey(
        Activity, models.SET_NULL, related_name="opportunities", null=True, blank=True,
        verbose_name=_("next step"),
    )  # fmt: skip
    reason = models.ForeignKey(
        Reason, models.PROTECT, related_name="opportunities", null=True, blank=True,
        verbose_name=_("reason for won or lost"),
    )  # fmt: skip
    note = models.TextField(_("note"), blank=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        indexes = [
            models.Index(fields=["stage", "close_on", "id"], name="opportunity_on_board"),
            models.Index(fields=["close_on", "id"], name="opportunity_by_close"),
            models.Index(fields=["title", "id"], name="opportunity_by_title"),
            # All that the board adds up and chooses its cards by, so that the table is not read:
            # 200,000 opportunities in 6 ms where they took 181.
            models.Index(
                fields=[
                    "pipeline",
                    "closed_at",
                    "archived_at",
                    "stage",
                    "currency",
                    "account",
                    "owner",
                    "value",
                    "probability",
                    "close_on",
                ],
                name="opportunity_in_pipeline",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=100),
                name="opportunity_probability",
                violation_error_message=_("A probability lies between 0 and 100."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def likelihood(self) -> Any:
        """Return the probability in per cent: its own, else its stage's."""
        return self.stage.probability if self.probability is None else self.probability


class OpportunityState(models.Model):
    """How an opportunity stood, from a moment to (not including) a moment; never edited."""

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="states", db_index=False
    )
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", db_index=False)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="EUR")
    probability = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    close_on = models.DateField(null=True)

    objects = OfOpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of an opportunity")
        indexes = [
            models.Index(fields=["opportunity", "valid_from"], name="opportunity_state_of"),
            models.Index(fields=["stage", "valid_from", "valid_to"], name="opportunity_state_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"], condition=Q(valid_to__isnull=True),
                name="one_present_state",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="opportunity_state_lasts",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.valid_from:%Y-%m-%d}"


class OpportunityCompetitor(models.Model):
    """One competitor for one opportunity."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="rivals")
    competitor = models.ForeignKey(Competitor, models.CASCADE, related_name="rivals")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "competitor"], name="competitor_once")
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.competitor_id}"


class DecisionRole(models.Model):
    """Who plays which part in the decision on an opportunity, and where they stand."""

    class Role(models.TextChoices):
        DECIDES = "decides", _("Decides")
        PAYS = "pays", _("Holds the budget")
        INFLUENCES = "influences", _("Influences")
        USES = "uses", _("Uses")
        SUPPORTS = "supports", _("Speaks for us")
        BLOCKS = "blocks", _("Blocks")

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="roles", verbose_name=_("opportunity")
    )
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="decision_roles", verbose_name=_("contact")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.DECIDES)
    note = models.CharField(_("what matters to them"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfOpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision role")
        verbose_name_plural = _("decision roles")
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "contact", "role"], name="decision_role_once",
                violation_error_message=_("This person has that role here."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.contact}: {self.get_role_display()}"


class OpportunityLine(models.Model):
    """One product of an opportunity: how many, at what price."""

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="lines", verbose_name=_("opportunity")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="opportunity_lines", verbose_name=_("product")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3, default=1)
    price = models.DecimalField(
        _("unit price"), max_digits=16, decimal_places=4, null=True, blank=True,
        help_text=_("Empty: from the price list."),
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)

    objects = OfOpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("product of an opportunity")
        verbose_name_plural = _("products of opportunities")
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "product"], name="opportunity_product_once",
                violation_error_message=_("This product is there; change its quantity."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="opportunity_line_quantity",
                violation_error_message=_("A quantity is more than 0."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.product}"
