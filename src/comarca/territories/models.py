"""Plans of territories, what is in them, who serves them, and every step of their making."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account
from comarca.base.dates import today
from comarca.base.jobs import Job
from comarca.base.periods import PeriodQuerySet, in_force, lasts
from comarca.geography.models import GeoUnit, Layer
from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans, always read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return all plans to planners and read-only people, plans in force to everybody."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.may("plans.compare"):
            return self
        return self.filter(status__in=[Plan.Status.ACTIVE, Plan.Status.ARCHIVED])

    def in_force(self, day: date) -> Self:
        """Return the plan in force on a day (at most one)."""
        return self.filter(
            in_force(day, "effective_from", "effective_to"),
            status__in=[Plan.Status.ACTIVE, Plan.Status.ARCHIVED],
        )


class Plan(models.Model):
    """One way to divide the country: a scenario until it is put into force on a date."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        ACTIVE = "active", _("In force")
        ARCHIVED = "archived", _("Archived")

    name = models.CharField(_("name"), max_length=150)
    layer = models.ForeignKey(Layer, models.PROTECT, related_name="plans")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    options = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    is_generated = models.BooleanField(default=False)
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gt=F("effective_from")),
                name="plan_lasts",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["active", "archived"]) | Q(effective_from__isnull=False),
                name="plan_in_force_has_a_date",
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status="active", effective_to__isnull=True),
                name="one_open_active_plan",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def may_change(self) -> bool:
        """Return whether the plan may still be edited: nobody works by it yet."""
        return self.status in {self.Status.DRAFT, self.Status.PROPOSED}

    @property
    def shown_on(self) -> date | None:
        """Return the day whose people a page shows: today where it can, None in a draft."""
        if self.effective_from is None:
            return None
        day = max(today(), self.effective_from)
        return day if self.effective_to is None else min(day, self.effective_to - timedelta(days=1))

    @property
    def standing(self) -> str:
        """Return the status as people say it today: a plan that has yet to begin says so."""
        if self.effective_from is None:
            return self.get_status_display()
        if self.effective_from > today():
            return gettext("To come")
        over = self.effective_to is not None and self.effective_to <= today()
        return str((self.Status.ARCHIVED if over else self.Status.ACTIVE).label)


class Territory(models.Model):
    """A part of a plan: a leaf holds units; others group territories (a region)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="territories")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    code = models.CharField(_("code"), max_length=32)
    name = models.CharField(_("name"), max_length=150)
    colour = models.PositiveSmallIntegerField(default=0)
    is_leaf = models.BooleanField(default=True)
    container = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="territory_code_in_plan")
        ]

    def __str__(self) -> str:
        return self.name


class UnitAssignment(models.Model):
    """One unit of a plan, the territory it belongs to, and whether it may move."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(GeoUnit, models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        Territory, models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    is_locked = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("unit of a plan")
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="unit_once_a_plan")]

    def __str__(self) -> str:
        return f"{self.unit_id} -> {self.territory_id}"


class AccountAssignment(models.Model):
    """A named account that goes to a territory whatever its geography, with the reason."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="named_accounts")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="named_accounts")
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("named account")
        constraints = [
            models.UniqueConstraint(fields=["plan", "account"], name="named_once_a_plan")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} -> {self.territory_id}"


class CoverageQuerySet(PeriodQuerySet["Coverage"]):
    """Coverages by day, read through ``visible_to``."""

    def visible_to(self, user: Person) -> Self:
        """Return the coverages of the people a user may see."""
        ids = visible_people_ids(user)
        return self if ids is None else self.filter(person__in=ids)

    def owning(self, plan: Plan, day: date | None = None) -> Self:
        """Return who owns the territories of a plan on a day (the one its pages show)."""
        rows = self.filter(territory__plan=plan, role=Coverage.Role.OWNER)
        asked = day or plan.shown_on
        return rows.filter(valid_to=None) if asked is None else rows.on(asked)


class Coverage(models.Model):
    """Who serves a territory, in which role, from a day to (not including) a day.

    In a draft the dates are empty; putting the plan into force writes them.
    """

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        OVERLAY = "overlay", _("Overlay")
        COVER = "cover", _("Cover for an absence")

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="coverages")
    person = models.ForeignKey(Person, models.PROTECT, related_name="coverages")
    role = models.CharField(max_length=7, choices=Role.choices, default=Role.OWNER)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("coverage")
        indexes = [models.Index(fields=["person", "valid_from", "valid_to"])]
        constraints = [lasts("coverage_lasts")]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.territory_id}"


class VisitStandard(models.Model):
    """How often accounts of a segment are visited in a year, and how long a visit takes."""

    segment = models.CharField(_("segment"), max_length=60, blank=True, unique=True)
    visits_per_year = models.DecimalField(_("visits a year"), max_digits=7, decimal_places=2)
    minutes = models.PositiveSmallIntegerField(_("minutes a visit"), default=45)

    class Meta:
        verbose_name = _("visits of a segment")

    def __str__(self) -> str:
        return self.segment


class Edit(models.Model):
    """One step in the making of a plan: what moved, who did it, and whether it was undone.

    ``moves`` is ``[[unit_id, territory_before, territory_after], ...]`` (null: none); ``changes``
    holds the same of locks, territories, subdivided units and settings (see ``editing/step.py``).
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="edits")
    version = models.PositiveIntegerField()
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20)
    moves = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    undone_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="undoes"
    )

    class Meta:
        verbose_name = _("edit")
        constraints = [
            models.UniqueConstraint(fields=["plan", "version"], name="edit_version_in_plan")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.plan_id}#{self.version}"


class Proposal(models.Model):
    """One answer of the optimiser: a division to look at, compare and take over."""

    class Kind(models.TextChoices):
        COMPACT = "compact", _("Most compact")
        FAIR = "fair", _("Fairest")
        LEAST_CHANGE = "least_change", _("Least change")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="proposals")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    plan_version = models.PositiveIntegerField()
    options = models.JSONField(default=dict)
    assignment = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    picture = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("proposal")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.plan_id}"
