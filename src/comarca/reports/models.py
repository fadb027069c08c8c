"""Reports that somebody saved, and who gets them by e-mail."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return a person's own, their team's and everybody's; figures follow each reader."""
        if not user.may("records.read"):
            return self.none()
        team = Q(owner=user.manager_id) | Q(owner__manager=user)
        if user.manager_id is not None:
            team |= Q(owner__manager=user.manager_id)
        return self.filter(Q(owner=user) | Q(shared="everybody") | (Q(shared="team") & team))


class Report(models.Model):
    """A question that somebody asks again: its query, its name, and for whom it is."""

    class Shared(models.TextChoices):
        ME = "me", _("Only me")
        TEAM = "team", _("My team")
        EVERYBODY = "everybody", _("Everybody")

    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(blank=True)
    owner = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    shared = models.CharField(
        _("for whom"), max_length=9, choices=Shared.choices, default=Shared.ME
    )
    is_generated = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="report_name_once_a_person")
        ]

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """One person gets one report by e-mail on a rhythm, with the figures that they may see."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")

    report = models.ForeignKey(Report, models.CASCADE, related_name="subscriptions")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    rhythm = models.CharField(_("rhythm"), max_length=7, choices=Rhythm.choices)
    next_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="subscription_once")
        ]
        indexes = [models.Index(fields=["next_at"], name="subscription_due")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.person_id} {self.rhythm}"
