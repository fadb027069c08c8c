"""What the company sells, and what tax is due on it."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.base.periods import PeriodQuerySet, lasts
from comarca.relations.models import ProductFamily
from comarca.relations.models.base import Kept
from comarca.team.reading import ForReadersQuerySet

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(PeriodQuerySet[Row]):
    """What the company keeps for everybody, from a day to a day."""

    def visible_to(self, user: Any) -> Self:
        """Return all rows to whoever may read records."""
        return self.all() if user.may("records.read") else self.none()


class TaxClass(models.TextChoices):
    """How goods are taxed, by the names that tax laws use."""

    STANDARD = "standard", _("Standard rate")
    REDUCED = "reduced", _("Reduced rate")
    SUPER_REDUCED = "super_reduced", _("Super-reduced rate")
    ZERO = "zero", _("Zero rate")


class CustomerKind(models.TextChoices):
    """What a customer is to the tax office."""

    COMPANY = "company", _("Company")
    CONSUMER = "consumer", _("Private person")
    PUBLIC = "public", _("Public body")
    EXEMPT = "exempt", _("Exempt")


class ProductQuerySet(ForReadersQuerySet["Product"]):
    """Products, always read through ``visible_to``."""


class Product(Kept):
    """Something that is sold: its code, unit and tax, and what it costs us."""

    code = models.CharField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=160)
    family = models.ForeignKey(
        ProductFamily, models.SET_NULL, related_name="products", null=True, blank=True,
        verbose_name=_("product family"),
    )  # fmt: skip
    variant_of = models.ForeignKey(
        "self", models.SET_NULL, related_name="variants", null=True, blank=True,
        verbose_name=_("variant of"),
    )  # fmt: skip
    variant = models.CharField(_("variant"), max_length=80, blank=True)
    unit = models.CharField(pgettext_lazy("of measure", "unit"), max_length=20, blank=True)
    tax_class = models.CharField(
        _("tax class"), max_length=13, choices=TaxClass.choices, default=TaxClass.STANDARD
    )
    price = models.DecimalField(
        _("list price"), max_digits=16, decimal_places=4, null=True, blank=True,
        help_text=_("Where no price list has one; without tax."),
    )  # fmt: skip
    cost = models.DecimalField(
        _("cost"), max_digits=16, decimal_places=4, null=True, blank=True,
        help_text=_("What one unit costs us."),
    )  # fmt: skip
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    description = models.TextField(_("description"), blank=True)
    is_discontinued = models.BooleanField(
        _("discontinued"), default=False,
        help_text=_("No longer sold: it stays on what was sold, and is offered nowhere."),
    )  # fmt: skip

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        indexes = [models.Index(fields=["name", "id"], name="product_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gte=0), name="product_price_not_negative",
                violation_error_message=_("A price cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(cost__gte=0), name="product_cost_not_negative",
                violation_error_message=_("A cost cannot be negative."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} · {self.variant}" if self.variant else self.name


class TaxRateQuerySet(DatedQuerySet["TaxRate"]):
    """Tax rates, by day."""


class TaxRate(models.Model):
    """The tax on a class of goods for a kind of customer in a country, from a day on."""

    country = models.CharField(_("country"), max_length=2)
    customer_kind = models.CharField(
        _("kind of customer"), max_length=8, choices=CustomerKind.choices,
        default=CustomerKind.COMPANY,
    )  # fmt: skip
    tax_class = models.CharField(
        _("tax class"), max_length=13, choices=TaxClass.choices, default=TaxClass.STANDARD
    )
    percent = models.DecimalField(_("rate"), max_digits=5, decimal_places=2)
    name = models.CharField(
        _("name on papers"), max_length=30, blank=True,
        help_text=_("As customers know it, e.g. IGIC; empty: the usual name in the country."),
    )  # fmt: skip
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )
    version = models.PositiveIntegerField(default=1)

    objects = TaxRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints = [
            lasts("tax_rate_lasts"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="tax_rate_is_a_share",
                violation_error_message=_("A tax rate lies between 0 and 100."),
            ),
            models.UniqueConstraint(
                fields=["country", "customer_kind", "tax_class", "valid_from"],
                name="tax_rate_once_a_day",
                violation_error_message=_("There is a rate from that day on; change that one."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.country} {self.get_tax_class_display()} {self.percent} %"


class CustomerTermsQuerySet(OfAccountQuerySet["CustomerTerms"]):
    """Terms, always read through ``visible_to``."""


class CustomerTerms(models.Model):
    """On which terms a customer buys: kind of customer, price list of their own, days to pay."""

    account = models.OneToOneField(
        Account, models.CASCADE, related_name="terms", verbose_name=_("account")
    )
    customer_kind = models.CharField(
        _("kind of customer"), max_length=8, choices=CustomerKind.choices,
        default=CustomerKind.COMPANY,
    )  # fmt: skip
    price_list = models.ForeignKey(
        "sales.PriceList", models.SET_NULL, related_name="terms", null=True, blank=True,
        verbose_name=_("price list"),
    )  # fmt: skip
    payment_days = models.PositiveSmallIntegerField(_("days to pay"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CustomerTermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of a customer")
        verbose_name_plural = _("terms of customers")

    def __str__(self) -> str:
        return f"{self.account}: {self.get_customer_kind_display()}"
