"""Satisfaction: what is asked when, each person asked by a link of their own, and their score."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.contacts.models import Contact
from comarca.relations.models import ProductFamily
from comarca.relations.models.base import Kept
from comarca.service.models.cases import Case
from comarca.team.reading import ForReadersQuerySet


class Survey(Kept):
    """One question that customers are asked: on which scale, after what, how often at most."""

    class Scale(models.TextChoices):
        NPS = "nps", _("NPS: would you recommend us? (0 to 10)")
        CSAT = "csat", _("CSAT: how satisfied were you? (1 to 5)")

    class Trigger(models.TextChoices):
        CASE = "case", pgettext_lazy("survey", "After a solved case")
        VISIT = "visit", pgettext_lazy("survey", "After a visit")
        RHYTHM = "rhythm", pgettext_lazy("survey", "On a rhythm")

    name = models.CharField(_("survey"), max_length=60, unique=True)
    scale = models.CharField(_("scale"), max_length=4, choices=Scale.choices, default=Scale.CSAT)
    trigger = models.CharField(
        _("when"), max_length=6, choices=Trigger.choices, default=Trigger.CASE
    )
    family = models.ForeignKey(
        ProductFamily, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("about which product family"),
    )  # fmt: skip
    rest_days = models.PositiveSmallIntegerField(
        _("asks nobody again within (days)"), default=90,
        help_text=_("Whatever survey it was."),
    )  # fmt: skip
    every_days = models.PositiveSmallIntegerField(_("rhythm (days)"), default=180)
    bad_up_to = models.PositiveSmallIntegerField(
        _("a score is bad up to"), default=2, help_text=_("A bad score opens a task.")
    )
    is_active = models.BooleanField(_("is asked"), default=False)

    objects = ForReadersQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        constraints = [
            models.CheckConstraint(
                condition=Q(rest_days__gte=7, every_days__gte=30), name="survey_leaves_in_peace",
                violation_error_message=_(
                    "Leave people at least 7 days of rest, and a rhythm of at least 30 days."
                ),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def scores(self) -> range:
        """Return the scores one may give."""
        return range(11) if self.scale == self.Scale.NPS else range(1, 6)


class SurveyAskQuerySet(OfAccountQuerySet["SurveyAsk"]):
    """Who was asked, always read through ``visible_to``."""

    def answered(self) -> Self:
        """Return those who gave a score."""
        return self.filter(score__isnull=False)

    def open(self, now: datetime) -> Self:
        """Return those whose link still takes a score."""
        return self.filter(expires_at__gt=now)


class SurveyAsk(models.Model):
    """One person asked once; the link is kept as a digest, the score as long as the account."""

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="asks", verbose_name=_("survey")
    )
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="survey_asks", verbose_name=_("account")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, related_name="survey_asks", verbose_name=_("contact")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("whose work it is about"),
    )  # fmt: skip
    case = models.ForeignKey(
        Case, models.SET_NULL, null=True, blank=True, related_name="survey_asks",
        verbose_name=pgettext_lazy("service", "case"),
    )  # fmt: skip
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("visit")
    )
    family = models.ForeignKey(
        ProductFamily, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("product family"),
    )  # fmt: skip
    language = models.CharField(max_length=7, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    expires_at = models.DateTimeField(default=timezone.now)
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    task = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("task")
    )
    is_generated = models.BooleanField(default=False)

    objects = SurveyAskQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("survey", "answer")
        verbose_name_plural = pgettext_lazy("survey", "answers")
        indexes = [
            models.Index(fields=["contact", "-asked_at"], name="survey_ask_of_contact"),
            models.Index(fields=["account", "-asked_at"], name="survey_ask_of_account"),
            models.Index(fields=["-asked_at"], name="survey_ask_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["survey", "case"], name="survey_ask_once_a_case"),
            models.UniqueConstraint(fields=["survey", "activity"], name="survey_ask_once_a_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.contact or self.account}"


class SurveyRefusal(models.Model):
    """Somebody who does not want to be asked again."""

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="survey_refusal")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.contact)
