"""What is known of accounts that may be the same customer, and what was merged."""

from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    """Pairs, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return the pairs of which a person may see both accounts."""
        accounts: Any = self.model._meta.get_field("left").related_model
        mine = accounts.objects.visible_to(user).values("pk")
        return self.filter(left__in=mine, right__in=mine)

    def open(self) -> Self:
        """Return the pairs that nobody has decided on."""
        return self.filter(state=DuplicatePair.State.OPEN)


class DuplicatePair(models.Model):
    """Two accounts that may be the same customer, and how probably (0 to 1)."""

    class State(models.TextChoices):
        OPEN = "open", _("To decide")
        DIFFERENT = "different", _("Two different accounts")

    left = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    right = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    probability = models.FloatField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    found_at = models.DateTimeField(auto_now_add=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("probable duplicate")
        verbose_name_plural = _("probable duplicates")
        ordering = ["-probability", "pk"]
        indexes = [models.Index(fields=["state", "-probability"], name="pair_surest")]
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} = {self.right_id}"


class Merge(models.Model):
    """One account that went into another: what moved and what changed, so that it can go back.

    The account that went stays, archived, with whatever could not move.
    """

    survivor = models.ForeignKey("accounts.Account", models.CASCADE, related_name="merges")
    gone = models.ForeignKey("accounts.Account", models.CASCADE, related_name="merged_into")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    gone_before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} -> {self.survivor_id}"
