"""What we mean to reach with an account, and the steps to it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.relations.models.base import Kept


class AccountPlanQuerySet(OfAccountQuerySet["AccountPlan"]):
    """Account plans, always read through ``visible_to``."""


class AccountPlan(Kept):
    """An objective with an account: who is in charge, and when it is looked at again."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("Dropped")

    objective = models.CharField(_("objective"), max_length=200)
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="account_plans", verbose_name=_("account")
    )
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.ACTIVE)
    in_charge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="account_plans", null=True,
        blank=True, verbose_name=_("in charge"),
    )  # fmt: skip
    review_on = models.DateField(_("review on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = AccountPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("account plan")
        verbose_name_plural = _("account plans")
        indexes = [models.Index(fields=["review_on", "id"], name="account_plan_by_review")]

    def __str__(self) -> str:
        return self.objective


class PlanStepQuerySet(OfAccountQuerySet["PlanStep"]):
    """Steps, always read through ``visible_to``."""


class PlanStep(Kept):
    """One step of an account plan. The account is the plan's, kept here so that it is found."""

    title = models.CharField(_("step"), max_length=160)
    account_plan = models.ForeignKey(
        AccountPlan, models.CASCADE, related_name="steps", verbose_name=_("account plan")
    )
    account = models.ForeignKey(Account, models.CASCADE, related_name="+", editable=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = PlanStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.title
