"""Cycles by segment, a person's planned week, and its visits."""

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids


class CycleQuerySet(models.QuerySet["VisitCycle"]):
    """Cycles: the whole company reads them, so that everybody knows what is asked."""

    def visible_to(self, user: Person) -> Self:
        """Return the cycles for whoever may read records at all."""
        return self if user.may("records.read") else self.none()


class VisitCycle(models.Model):
    """How often, how long and when accounts of one segment are visited."""

    segment = models.CharField(
        _("segment"), max_length=60, blank=True, unique=True,
        help_text=_("As on the accounts; empty for accounts without a segment."),
    )  # fmt: skip
    visits = models.PositiveSmallIntegerField(
        _("visits"), default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    weeks = models.PositiveSmallIntegerField(
        _("in how many weeks"), default=4, validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes a visit"), default=30, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    weekdays = models.CharField(
        _("weekdays"), max_length=7, default="12345",
        help_text=_("1 is Monday: 12345 is Monday to Friday, 24 is Tuesday and Thursday."),
        validators=[RegexValidator(r"^[1-7]+$", _("Use digits from 1 (Monday) to 7 (Sunday)."))],
    )  # fmt: skip
    opens = models.PositiveSmallIntegerField(
        _("not before (hour)"), default=9, validators=[MaxValueValidator(23)]
    )
    closes = models.PositiveSmallIntegerField(
        _("done by (hour)"), default=18, validators=[MaxValueValidator(24)]
    )
    version = models.PositiveIntegerField(default=1)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit cycle")
        verbose_name_plural = _("visit cycles")
        constraints = [
            models.CheckConstraint(
                condition=Q(visits__range=(1, 5), weeks__range=(1, 52), minutes__range=(5, 480)),
                name="visit_cycle_in_bounds",
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens"), closes__lte=24),
                name="visit_cycle_closes_after_it_opens",
                violation_error_message=_("“Done by” comes after “not before”."),
            ),
        ]

    def __str__(self) -> str:
        return self.segment or str(_("No segment"))


class WeekQuerySet(models.QuerySet["WeekPlan"]):
    """Weeks, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return the weeks of the people a user sees."""
        ids = visible_people_ids(user)
        return self if ids is None else self.filter(person__in=ids)


class WeekPlan(models.Model):
    """One person's week, from a Monday; ``days`` holds each day's figures."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("week", "Draft")
        PUBLISHED = "published", pgettext_lazy("week", "Published")

    person = models.ForeignKey(Person, models.CASCADE, related_name="weeks")
    starts = models.DateField(_("Monday"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    days = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WeekQuerySet.as_manager()

    class Meta:
        verbose_name = _("week")
        verbose_name_plural = _("weeks")
        indexes = [models.Index(fields=["starts", "state"], name="week_of_team")]
        constraints = [
            models.UniqueConstraint(fields=["person", "starts"], name="one_week_of_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.starts}"

    def total(self, figure: str) -> float:
        """Return the sum over the days of ``km``, ``driving`` or ``visiting`` (minutes)."""
        days: list[dict[str, Any]] = self.days
        return float(sum(day.get(figure, 0.0) for day in days))


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return the visits of the people a user sees, on accounts that are still theirs to see."""
        ids = visible_people_ids(user)
        if ids is None:
            return self
        accounts = Account.objects.visible_to(user, archived=True).values("pk")
        return self.filter(week__person__in=ids, account__in=accounts)


class Visit(models.Model):
    """One stop of a week; without a day it found no room, and ``reason`` says why."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("visit", "Planned")
        DONE = "done", pgettext_lazy("visit", "Done")
        LEFT_OUT = "left_out", pgettext_lazy("visit", "No room")

    week = models.ForeignKey(WeekPlan, models.CASCADE, related_name="visits")
    account = models.ForeignKey(Account, models.CASCADE, related_name="visits", db_index=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    day = models.DateField(null=True, blank=True)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=30)
    reason = models.CharField(max_length=40, blank=True)
    reason_data = models.JSONField(default=dict)
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, blank=True, related_name="planned_visit"
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(fields=["week", "day", "order"], name="visit_of_day"),
            models.Index(fields=["account", "-day"], name="visit_of_account"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="left_out") | Q(day__isnull=False, starts__isnull=False),
                name="planned_visit_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.day or ''}".strip()
