"""How long an opportunity stayed in each stage: what its kept states say, one row a stay."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.models import Account
from comarca.sales.models.opportunities import OfOpportunityQuerySet, Opportunity
from comarca.sales.models.pipelines import Stage


class StageStay(models.Model):
    """One stay of an opportunity in a stage, from a moment to (not including) a moment.

    Always what the states say (``pipeline/stays.py``). An opportunity that was begun before it came
    into Comarca has been in its first stage for longer than anybody knows: ``is_begun_known``.
    """

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="stays", verbose_name=_("opportunity")
    )
    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="+", db_index=False, verbose_name=_("stage")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        db_index=False, verbose_name=_("person in charge"),
        help_text=_("Whose it was when it left the stage."),
    )  # fmt: skip
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=_("account"),
    )  # fmt: skip
    entered_at = models.DateTimeField(pgettext_lazy("stage", "entered"))
    left_at = models.DateTimeField(pgettext_lazy("stage", "left"), null=True, blank=True)
    is_begun_known = models.BooleanField(_("beginning is known"), default=True)
    is_first = models.BooleanField(_("for the first time"), default=True)

    objects = OfOpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("stay in a stage")
        verbose_name_plural = _("stays in stages")
        indexes = [
            models.Index(fields=["left_at", "stage"], name="stage_stay_left"),
            models.Index(fields=["entered_at", "stage"], name="stage_stay_entered"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"], condition=Q(left_at__isnull=True),
                name="one_present_stay",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gt=models.F("entered_at")),
                name="stage_stay_lasts",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.stage_id}"
