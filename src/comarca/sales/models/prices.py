"""Price lists and discounts: what a customer pays for how many on which day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comarca.base.periods import lasts
from comarca.relations.models import ProductFamily
from comarca.relations.models.base import Kept
from comarca.sales.models.products import DatedQuerySet, Product
from comarca.team.reading import ForReadersQuerySet

UNTIL = _("The first day on which it no longer holds.")


class PriceListQuerySet(DatedQuerySet["PriceList"]):
    """Price lists, by day."""


class PriceList(Kept):
    """Prices in one currency for everybody or a segment, from a day to (not including) a day."""

    name = models.CharField(_("price list"), max_length=80, unique=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    segment = models.CharField(
        _("segment"), max_length=60, blank=True, help_text=_("Empty: for everybody.")
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True, help_text=UNTIL)

    objects = PriceListQuerySet.as_manager()

    class Meta:
        verbose_name = _("price list")
        verbose_name_plural = _("price lists")
        constraints = [lasts("price_list_lasts")]

    def __str__(self) -> str:
        return self.name


class PriceQuerySet(ForReadersQuerySet["Price"]):
    """Prices, always read through ``visible_to``."""


class Price(models.Model):
    """What one unit of a product costs in a price list, from a quantity on; without tax."""

    price_list = models.ForeignKey(
        PriceList, models.CASCADE, related_name="prices", verbose_name=_("price list")
    )
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="prices", verbose_name=_("product")
    )
    min_quantity = models.DecimalField(
        _("from quantity"), max_digits=12, decimal_places=3, default=0
    )
    amount = models.DecimalField(_("unit price"), max_digits=16, decimal_places=4)
    version = models.PositiveIntegerField(default=1)

    objects = PriceQuerySet.as_manager()

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0, min_quantity__gte=0), name="price_not_negative",
                violation_error_message=_("A price cannot be negative."),
            ),
            models.UniqueConstraint(
                fields=["price_list", "product", "min_quantity"], name="price_once_a_quantity",
                violation_error_message=_("This list has a price from that quantity on."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.price_list}: {self.product}"


class DiscountQuerySet(DatedQuerySet["Discount"]):
    """Discounts, by day."""


class Discount(Kept):
    """A reduction that a quote gets by itself: for quantity, for a long term, for a bundle."""

    class Kind(models.TextChoices):
        VOLUME = "volume", _("Volume")
        TERM = "term", _("Term")
        BUNDLE = "bundle", _("Bundle")

    name = models.CharField(_("discount"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    family = models.ForeignKey(
        ProductFamily, models.CASCADE, related_name="+", null=True, blank=True,
        verbose_name=_("product family"),
    )  # fmt: skip
    min_quantity = models.DecimalField(
        _("from quantity"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    min_months = models.PositiveSmallIntegerField(_("from months"), null=True, blank=True)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True, help_text=UNTIL)

    objects = DiscountQuerySet.as_manager()

    class Meta:
        verbose_name = _("discount")
        verbose_name_plural = _("discounts")
        constraints = [
            lasts("discount_lasts"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="discount_is_a_share",
                violation_error_message=_("A discount lies between 0 and 100 per cent."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="volume") | Q(min_quantity__gt=0), name="discount_of_a_volume",
                violation_error_message=_("Say from which quantity on."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="term") | Q(min_months__gt=0), name="discount_of_a_term",
                violation_error_message=_("Say from how many months on."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class DiscountProduct(models.Model):
    """One product that a discount is for; a bundle needs all of them in the quote."""

    discount = models.ForeignKey(Discount, models.CASCADE, related_name="discount_products")
    product = models.ForeignKey(Product, models.CASCADE, related_name="discount_products")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discount", "product"], name="discount_product_once")
        ]

    def __str__(self) -> str:
        return f"{self.discount_id} {self.product_id}"
