"""Discount approval: the rules that ask for one, and each request with what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comarca.relations.models.base import Kept
from comarca.sales.models.quotes import OfQuoteQuerySet, QuoteVersion
from comarca.team.reading import ForReadersQuerySet
from comarca.team.roles import Role


class Approver(models.TextChoices):
    """Who decides."""

    MANAGER = "manager", _("The manager of who asks")
    SALES_OPERATIONS = "sales_operations", _("Sales operations")
    ADMINISTRATOR = "administrator", _("An administrator")


class ApprovalRuleQuerySet(ForReadersQuerySet["ApprovalRule"]):
    """Rules, always read through ``visible_to``."""


class ApprovalRule(Kept):
    """When a quote needs somebody's approval: all conditions that are set must hold."""

    name = models.CharField(_("rule"), max_length=80, unique=True)
    role = models.CharField(
        _("role"), max_length=20, choices=Role.choices, blank=True,
        help_text=_("Of who asks; empty: anybody."),
    )  # fmt: skip
    segment = models.CharField(
        _("customer class"), max_length=60, blank=True, help_text=_("Empty: every customer.")
    )
    above_discount = models.DecimalField(
        _("discount above"), max_digits=5, decimal_places=2, null=True, blank=True,
        help_text=_("In per cent of the list prices, discounts by rule included."),
    )  # fmt: skip
    below_margin = models.DecimalField(
        _("margin below"), max_digits=5, decimal_places=2, null=True, blank=True,
        help_text=_("In per cent of the net amount."),
    )  # fmt: skip
    above_amount = models.DecimalField(
        _("amount above"), max_digits=16, decimal_places=2, null=True, blank=True,
        help_text=_("Net, in the company's currency."),
    )  # fmt: skip
    approver = models.CharField(
        _("who decides"), max_length=16, choices=Approver.choices, default=Approver.MANAGER
    )
    hours = models.PositiveSmallIntegerField(_("hours to decide"), default=24)
    escalate_to = models.CharField(
        _("then goes to"), max_length=16, choices=Approver.choices,
        default=Approver.SALES_OPERATIONS,
    )  # fmt: skip

    objects = ApprovalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval rule")
        verbose_name_plural = _("approval rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="approval_rule_has_time",
                violation_error_message=_("Give at least one hour to decide."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Approval(models.Model):
    """One request to approve a version of a quote: why, by whom, until when, what was decided."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    edition = models.ForeignKey(QuoteVersion, models.CASCADE, related_name="approvals")
    rule = models.ForeignKey(ApprovalRule, models.SET_NULL, null=True, related_name="approvals")
    rule_name = models.CharField(max_length=80)
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    approver = models.CharField(max_length=16, choices=Approver.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = OfQuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("discount approval")
        verbose_name_plural = _("discount approvals")
        indexes = [
            models.Index(fields=["due_at"], name="approval_due", condition=Q(state="waiting"))
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "rule"], name="approval_once_a_rule")
        ]

    def __str__(self) -> str:
        return self.rule_name
