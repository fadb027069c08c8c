"""How often, how long and when: cycles by segment, of single accounts, and the usual day."""

from datetime import time
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.team.models import Person


def _bounds(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(visits__range=(1, 5), weeks__range=(1, 52), minutes__range=(5, 480)), name=name
    )


def _closes(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(closes__gt=F("opens"), closes__lte=24),
        name=name,
        violation_error_message=_("“Done by” comes after “not before”."),
    )


class Rhythm(models.Model):
    """How often, how long and when somebody is visited."""

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

    class Meta:
        abstract = True


class CycleQuerySet(models.QuerySet["VisitCycle"]):
    """Cycles: the whole company reads them, so that everybody knows what is asked."""

    def visible_to(self, user: Person) -> Self:
        """Return the cycles for whoever may read records at all."""
        return self if user.may("records.read") else self.none()


class VisitCycle(Rhythm):
    """How often, how long and when accounts of one segment are visited."""

    segment = models.CharField(
        _("segment"), max_length=60, blank=True, unique=True,
        help_text=_("As on the accounts; empty for accounts without a segment."),
    )  # fmt: skip

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit cycle")
        verbose_name_plural = _("visit cycles")
        constraints = [
            _bounds("visit_cycle_in_bounds"), _closes("visit_cycle_closes_after_it_opens")
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.segment or str(_("No segment"))


class AccountCycleQuerySet(OfAccountQuerySet["AccountCycle"]):
    """Cycles of single accounts, always read through ``visible_to``."""


class AccountCycle(Rhythm):
    """The cycle of one account; it counts in place of its segment's."""

    account = models.OneToOneField(
        Account, models.CASCADE, related_name="own_cycle", verbose_name=_("account")
    )

    objects = AccountCycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("cycle of an account")
        verbose_name_plural = _("cycles of accounts")
        constraints = [
            _bounds("account_cycle_in_bounds"), _closes("account_cycle_closes_after_it_opens")
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.account}: {self.visits}/{self.weeks}"


class VisitSettings(models.Model):
    """The usual day of whoever visits: one row (pk 1), the defaults until somebody saves it."""

    day_starts = models.TimeField(_("leave home from"), default=time(8))
    day_ends = models.TimeField(_("be home by"), default=time(18))
    lunch_from = models.TimeField(_("lunch from"), default=time(13))
    lunch_to = models.TimeField(_("lunch until"), default=time(15, 30))
    lunch_minutes = models.PositiveSmallIntegerField(
        _("minutes for lunch"), default=60, validators=[MaxValueValidator(240)],
        help_text=_("0: lunch is not planned."),
    )  # fmt: skip
    visit_minutes = models.PositiveSmallIntegerField(
        _("minutes of a visit without a cycle"), default=30,
        validators=[MinValueValidator(5), MaxValueValidator(480)],
    )  # fmt: skip
    punctual_minutes = models.PositiveSmallIntegerField(
        _("minutes within which a visit is on time"), default=15,
        validators=[MaxValueValidator(240)],
    )  # fmt: skip
    keeps_places = models.BooleanField(
        _("people may note where they check in"), default=True,
        help_text=_("Each person still decides on their own phone. Nobody is followed in between."),
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("settings of visits")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_row_of_visit_settings")]

    def __str__(self) -> str:
        return str(_("Settings of visits"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the table at one row."""
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "VisitSettings":
        """Return the settings; the defaults where nobody has saved any."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def day_minutes(self) -> int:
        """Return the minutes of a day between leaving and being home, lunch not counted."""
        begins = self.day_starts.hour * 60 + self.day_starts.minute
        ends = self.day_ends.hour * 60 + self.day_ends.minute
        return max(60, ends - begins - self.lunch_minutes)
