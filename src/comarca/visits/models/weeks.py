"""A person's planned week, and its visits."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.sales.models import Product
from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids


class WeekQuerySet(models.QuerySet["WeekPlan"]):
    """Weeks, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return the weeks of the people a user sees."""
        ids = visible_people_ids(user)
        return self if ids is None else self.filter(person__in=ids)


class WeekPlan(models.Model):
    """One person's week, from a Monday; ``days`` holds each day's figures.

    ``by_hand`` holds what the same visits cost without a plan (``planning/by_hand.py``).
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("week", "Draft")
        PUBLISHED = "published", pgettext_lazy("week", "Published")

    person = models.ForeignKey(Person, models.CASCADE, related_name="weeks")
    starts = models.DateField(_("Monday"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    days = models.JSONField(default=list)
    instructions = models.TextField(_("instructions"), blank=True, max_length=2000)
    by_hand = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True, blank=True)
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
        """Return the visits of the people a user sees, on accounts that are still theirs to see.

        A visit that was handed over may be made without seeing the account as such.
        """
        ids = visible_people_ids(user)
        if ids is None:
            return self
        accounts = Account.objects.visible_to(user, archived=True).values("pk")
        seen = Q(account__in=accounts) | Q(is_handed_over=True)
        return self.filter(seen, week__person__in=ids)


class Visit(models.Model):
    """One stop of a week; without a day it found no room, and ``reason`` says why.

    ``is_fixed``: somebody put it there, and planning again does not move it. ``request`` is the
    planned activity that asks for it, and that its report completes. ``travel`` is its
    share of the day's driving, in minutes. ``is_handed_over``: its person need not own the
    account. ``made_minutes``: how
    long it really took; ``late_minutes``: how long after its time somebody checked in (before: less
    than 0). ``clock_off``: by how many seconds the phone's clock
    was wrong when the visit was told of; the times kept are put right.
    """

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("visit", "Planned")
        DONE = "done", pgettext_lazy("visit", "Done")
        LEFT_OUT = "left_out", pgettext_lazy("visit", "No room")
        CANCELLED = "cancelled", pgettext_lazy("visit", "Cancelled")

    week = models.ForeignKey(WeekPlan, models.CASCADE, related_name="visits")
    account = models.ForeignKey(
        Account, models.CASCADE, related_name="visits", db_index=False, verbose_name=_("account")
    )
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PLANNED)
    day = models.DateField(_("day"), null=True, blank=True)
    starts = models.TimeField(_("starts"), null=True, blank=True)
    ends = models.TimeField(_("ends"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    travel = models.FloatField(default=0)
    is_fixed = models.BooleanField(default=False)
    is_handed_over = models.BooleanField(default=False)
    is_priority = models.BooleanField(_("priority"), default=False)
    note = models.CharField(_("instruction"), max_length=300, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    reason_data = models.JSONField(default=dict)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_in_lon = models.FloatField(null=True, blank=True)
    checked_in_lat = models.FloatField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    clock_off = models.IntegerField(null=True, blank=True)
    made_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    late_minutes = models.IntegerField(null=True, blank=True)
    products = models.CharField(
        _("products discussed that are not in the catalogue"), max_length=300, blank=True
    )
    request = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="planned_as"
    )
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, blank=True, related_name="planned_visit"
    )
    version = models.PositiveIntegerField(default=1)

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

    @property
    def begins(self) -> datetime | None:
        """Return the moment for which it is planned; None without a place in the week."""
        if self.day is None or self.starts is None:
            return None
        return timezone.make_aware(datetime.combine(self.day, self.starts))

    @property
    def is_open(self) -> bool:
        """Return whether it is still to be made."""
        return self.state == self.State.PLANNED


class VisitProduct(models.Model):
    """One product of the catalogue that was discussed on a visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="discussed")
    product = models.ForeignKey(Product, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("product discussed")
        constraints = [
            models.UniqueConstraint(fields=["visit", "product"], name="visit_product_once")
        ]
        indexes = [models.Index(fields=["product"], name="visits_of_product")]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.product_id}"
