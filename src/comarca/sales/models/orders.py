"""Orders and their lines, what other systems say of them, and the monthly totals."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.accounts.belonging import OfAccountQuerySet
from comarca.accounts.models import Account
from comarca.base.dates import today
from comarca.base.sentences import SentencesField
from comarca.relations.models import ProductFamily
from comarca.relations.models.base import Kept
from comarca.sales.models.opportunities import Opportunity
from comarca.sales.models.products import Product
from comarca.sales.models.quotes import Quote
from comarca.team.visibility import people_within, visible_people_ids


class OrderQuerySet(OfAccountQuerySet["Order"]):
    """Orders, always read through ``visible_to``."""


class Order(Kept):
    """What a customer ordered on a day: lines, state, and what was invoiced and paid."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("order", "Open")
        CONFIRMED = "confirmed", pgettext_lazy("order", "Confirmed")
        DELIVERED = "delivered", pgettext_lazy("order", "Delivered")
        CLOSED = "closed", pgettext_lazy("order", "Closed")
        CANCELLED = "cancelled", pgettext_lazy("order", "Cancelled")

    number = models.CharField(_("number"), max_length=40, unique=True, blank=True)
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="orders", verbose_name=_("account"), db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="orders", null=True, blank=True,
        verbose_name=_("person in charge"),
    )  # fmt: skip
    ordered_on = models.DateField(_("ordered on"), default=today)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OPEN)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    net = models.DecimalField(_("net"), max_digits=16, decimal_places=2, default=0)
    tax = models.DecimalField(_("tax"), max_digits=16, decimal_places=2, default=0)
    total = models.DecimalField(_("total"), max_digits=16, decimal_places=2, default=0)
    invoiced = models.DecimalField(
        _("invoiced"), max_digits=16, decimal_places=2, null=True, blank=True,
        help_text=_("As the invoicing system says."),
    )  # fmt: skip
    invoiced_on = models.DateField(_("invoiced on"), null=True, blank=True)
    paid = models.DecimalField(
        _("paid"), max_digits=16, decimal_places=2, null=True, blank=True,
        help_text=_("As the accounting system says."),
    )  # fmt: skip
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    quote = models.OneToOneField(
        Quote, models.PROTECT, related_name="order", null=True, blank=True, verbose_name=_("quote")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, related_name="orders", null=True, blank=True,
        verbose_name=_("opportunity"),
    )  # fmt: skip
    batch = models.ForeignKey(
        "sales.OrderBatch", models.SET_NULL, related_name="orders", null=True, editable=False
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        indexes = [
            models.Index(fields=["account", "-ordered_on", "-id"], name="order_of_account"),
            models.Index(fields=["-ordered_on", "number"], name="order_newest"),
            models.Index(fields=["state", "-ordered_on"], name="order_by_state"),
        ]

    def __str__(self) -> str:
        return self.number


class OrderLineQuerySet(models.QuerySet["OrderLine"]):
    """Lines, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return the lines of the orders that a user may see."""
        if visible_people_ids(user) is None:
            return self.all()
        return self.filter(order__in=Order.objects.visible_to(user))


class OrderLine(models.Model):
    """One line of an order; a return has a negative quantity and amount."""

    order = models.ForeignKey(
        Order, models.CASCADE, related_name="lines", db_index=False, verbose_name=_("order")
    )
    position = models.PositiveIntegerField(_("position"), blank=True)
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        related_name="order_lines",
        null=True,
        blank=True,
        verbose_name=_("product"),
    )
    family = models.ForeignKey(
        ProductFamily,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("product family"),
    )
    description = models.CharField(_("description"), max_length=200, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)
    price = models.DecimalField(
        _("unit price"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    discount = models.DecimalField(_("discount"), max_digits=5, decimal_places=2, default=0)
    tax_rate = models.DecimalField(_("tax rate"), max_digits=5, decimal_places=2, default=0)
    net = models.DecimalField(_("net"), max_digits=16, decimal_places=2, blank=True)
    returns = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="returned",
        null=True,
        blank=True,
        verbose_name=_("return of"),
    )

    objects = OrderLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an order")
        verbose_name_plural = _("lines of orders")
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_once")
        ]

    def __str__(self) -> str:
        return self.description


class OrderBatchQuerySet(models.QuerySet["OrderBatch"]):
    """Imports of orders, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return the imports that a person may run: operations all, a manager their own."""
        if not user.may("sales.write"):
            return self.none()
        people = people_within(user, "imports.run")
        return self if people is None else self.filter(made_by__in=people)


class OrderBatch(models.Model):
    """One file of order lines that was brought in, and can be taken back."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Previewed")
        APPLYING = "applying", _("Being written")
        APPLIED = "applied", _("Written")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREVIEWED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    summary = SentencesField(default=dict)

    objects = OrderBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of orders")
        verbose_name_plural = _("imports of orders")

    def __str__(self) -> str:
        return self.file_name


class MonthlyTotal(models.Model):
    """What an account bought in a month, by product family and person: always the lines' sum."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+", db_index=False)
    family = models.ForeignKey(ProductFamily, models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, db_index=False
    )
    month = models.DateField()
    currency = models.CharField(max_length=3)
    net = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    lines = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("monthly total")
        verbose_name_plural = _("monthly totals")
        indexes = [
            models.Index(fields=["month", "family"], name="monthly_total_by_month"),
            models.Index(fields=["person", "month"], name="monthly_total_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                "account", "month", "currency", Coalesce("family", 0), Coalesce("person", 0),
                name="monthly_total_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.account_id} {self.month:%Y-%m}"
