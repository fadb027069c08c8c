"""The customers: accounts, the places where they are, and who owns them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comarca.accounts.duplicates.models import DuplicatePair, Merge
from comarca.accounts.freshness import Freshness
from comarca.base.dates import today
from comarca.base.periods import PeriodQuerySet, lasts
from comarca.geography.models import GeoUnit
from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = [
    "Account",
    "AnnualSales",
    "DuplicatePair",
    "Freshness",
    "Merge",
    "Ownership",
    "Site",
    "owners_on",
]


class AccountQuerySet(models.QuerySet["Account"]):
    """Accounts, always read through ``visible_to``."""

    def visible_to(self, user: Person, on: date | None = None, *, archived: bool = False) -> Self:
        """Return the accounts that a user or their people own on a day (today).

        What is archived is left out unless it is asked for: it is on no map and in no sum.
        """
        ids = visible_people_ids(user)
        mine = self if archived else self.filter(archived_at=None)
        if ids is None:
            return mine
        return mine.filter(pk__in=Ownership.objects.on(on or today()).of(ids).values("account"))

    def off_the_map(self, layer: int | None = None) -> Self:
        """Return the open accounts in no unit of a layer (of any): they count for no territory."""
        placed = Site.objects.filter(is_main=True, unit__isnull=False)
        if layer is not None:
            placed = placed.filter(unit__layer=layer)
        open_ones = self.filter(archived_at=None).exclude(status=Account.Status.CLOSED)
        return open_ones.exclude(pk__in=placed.values("account"))


class Account(models.Model):
    """A company we sell to or want to sell to."""

    class Status(models.TextChoices):
        CUSTOMER = "customer", _("Customer")
        PROSPECT = "prospect", _("Prospect")
        CLOSED = "closed", _("Closed")

    code = models.CharField(_("code"), max_length=64, blank=True)
    name = models.CharField(_("name"), max_length=200)
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.CUSTOMER
    )
    segment = models.CharField(_("segment"), max_length=60, blank=True)
    tax_id = models.CharField(_("tax number"), max_length=32, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    visits_per_year = models.DecimalField(
        _("visits a year"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    workload_hours = models.DecimalField(
        _("workload (hours a year)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    potential = models.DecimalField(
        _("potential"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    notes = models.TextField(_("notes"), blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, related_name="children", null=True, blank=True,
        verbose_name=_("belongs to"),
    )  # fmt: skip
    is_generated = models.BooleanField(default=False)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        indexes = [
            models.Index(fields=["name", "id"]),
            models.Index(fields=["code"]),
            models.Index(fields=["status", "name"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="account_code_once",
                violation_error_message=_("Another account has this code; choose another one."),
            ),
            models.CheckConstraint(
                condition=Q(visits_per_year__gte=0, workload_hours__gte=0, potential__gte=0),
                name="account_measures_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place of an account; the main one decides which territory it falls in."""

    class PlacedBy(models.TextChoices):
        COORDINATES = "coordinates", _("Coordinates")
        PLACE = "place", _("Town and province")
        POSTAL_CODE = "postal_code", _("Postal code")
        GEOCODER = "geocoder", _("Street geocoder")
        HAND = "hand", _("By hand")
        NOWHERE = "nowhere", _("Not placed")

    account = models.ForeignKey(Account, models.CASCADE, related_name="sites")
    is_main = models.BooleanField(default=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    place = models.CharField(_("town"), max_length=150, blank=True)
    province = models.CharField(_("province"), max_length=150, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    unit = models.ForeignKey(GeoUnit, models.SET_NULL, null=True, blank=True, related_name="sites")
    placed_by = models.CharField(max_length=11, choices=PlacedBy.choices, default=PlacedBy.NOWHERE)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(is_main=True), name="one_main_site"
            ),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="site_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.address or self.place


class AnnualSales(models.Model):
    """What an account bought in one year."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="annual_sales")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")

    class Meta:
        verbose_name = _("annual sales")
        verbose_name_plural = _("annual sales")
        indexes = [models.Index(fields=["-year"], name="sales_latest_year")]
        constraints = [
            models.UniqueConstraint(fields=["account", "year"], name="sales_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount} {self.currency}"


class OwnershipQuerySet(PeriodQuerySet["Ownership"]):
    """Ownerships by day and by person."""

    def of(self, people: set[int]) -> Self:
        """Return the ownerships of some people."""
        return self.filter(person__in=people)


class Ownership(models.Model):
    """Who owns an account, from a day to (not including) a day, and why."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="ownerships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="ownerships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    plan_id = models.BigIntegerField(null=True, blank=True)

    objects = OwnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("ownership")
        indexes = [
            models.Index(fields=["person", "valid_from", "valid_to"]),
            models.Index(fields=["account", "valid_from"]),
            models.Index(fields=["plan_id"]),
        ]
        constraints = [
            lasts("ownership_lasts"),
            models.UniqueConstraint(
                fields=["account"], condition=Q(valid_to__isnull=True), name="one_open_ownership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} -> {self.person_id}"


def owners_on(day: date) -> "QuerySet[Ownership]":
    """Return the ownerships in force on a day."""
    return Ownership.objects.on(day)
