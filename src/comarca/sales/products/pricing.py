"""What a unit of a product costs an account on a day, and the tax due on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from comarca.accounts.models import Account, Site
from comarca.base.organisation import Organisation
from comarca.sales.models import (
    CustomerKind,
    CustomerTerms,
    Discount,
    Price,
    PriceList,
    Product,
    TaxRate,
)

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Customer:
    """What prices and taxes depend on: the segment, the country, the kind, a list of their own."""

    segment: str
    country: str
    kind: str
    price_list: int | None

    @classmethod
    def of(cls, account: Account | None) -> "Customer":
        """Return what is known of an account; where nothing is, a company of our country."""
        company = Organisation.current()
        home = company.country if company else "ES"
        if account is None:
            return cls("", home, CustomerKind.COMPANY, None)
        site = Site.objects.filter(account=account, is_main=True).values_list("country").first()
        terms = CustomerTerms.objects.filter(account=account).first()
        return cls(
            account.segment,
            (site[0] if site else "") or home,
            terms.customer_kind if terms else CustomerKind.COMPANY,
            terms.price_list_id if terms else None,
        )


def lists_for(customer: Customer, currency: str, day: date) -> list[int]:
    """Return the price lists that hold for a customer on a day, the most particular first.

    A list of their own comes before those of their segment, these before those for everybody;
    among equals the one that began last.
    """
    asked = Q(segment="") | Q(pk=customer.price_list or 0)
    if customer.segment:
        asked |= Q(segment__iexact=customer.segment)
    rows = PriceList.objects.on(day).filter(asked, currency=currency, archived_at=None)
    rank = sorted(
        rows.values_list("pk", "segment", "valid_from"),
        key=lambda row: (row[0] != customer.price_list, not row[1], -row[2].toordinal(), -row[0]),
    )
    return [pk for pk, _segment, _begun in rank]


def unit_prices(
    wanted: Mapping[int, Decimal], customer: Customer, currency: str, day: date
) -> dict[int, Decimal]:
    """Return the unit price of each product (by id) at its quantity, without tax.

    The first list that has the product from that quantity on decides; without one, the product's
    own list price if it is in the currency. A product that has no price is left out.
    """
    lists = lists_for(customer, currency, day)
    place = {pk: at for at, pk in enumerate(lists)}
    best: dict[int, tuple[int, Decimal, Decimal]] = {}
    rows = Price.objects.filter(price_list__in=lists, product__in=wanted)
    for product, in_list, least, amount in rows.values_list(
        "product", "price_list", "min_quantity", "amount"
    ):
        if least <= wanted[product]:
            found = (place[in_list], -least, amount)
            best[product] = min(best.get(product, found), found)
    prices = {product: amount for product, (_at, _least, amount) in best.items()}
    missing = [product for product in wanted if product not in prices]
    own = Product.objects.filter(pk__in=missing, currency=currency, price__isnull=False)
    return prices | {pk: price for pk, price in own.values_list("pk", "price") if price is not None}


def tax_rates(classes: Iterable[str], customer: Customer, day: date) -> dict[str, Decimal | None]:
    """Return the rate in per cent of each tax class; None where nobody has said what it is.

    Who is exempt pays none. Where several rates hold, the one that began last does.
    """
    wanted = set(classes)
    if customer.kind == CustomerKind.EXEMPT:
        return dict.fromkeys(wanted, NOTHING)
    rows = TaxRate.objects.on(day).filter(
        country=customer.country, customer_kind=customer.kind, tax_class__in=wanted
    )
    known = dict(rows.order_by("valid_from").values_list("tax_class", "percent"))
    return {one: known.get(one) for one in wanted}


@dataclass(frozen=True, slots=True)
class Reduction:
    """A discount by rule as the working out of a quote knows it."""

    kind: str
    percent: Decimal
    products: frozenset[int]
    family: int | None
    min_quantity: Decimal
    min_months: int

    def covers(self, product: int, family: int | None) -> bool:
        """Return whether it is for a product: named, of the family, or for everything."""
        if self.products:
            return product in self.products
        return self.family is None or self.family == family


def reductions(day: date) -> list[Reduction]:
    """Return the discounts that hold on a day."""
    rows = Discount.objects.on(day).filter(archived_at=None).prefetch_related("discount_products")
    return [
        Reduction(
            row.kind, row.percent,
            frozenset(one.product_id for one in row.discount_products.all()), row.family_id,
            row.min_quantity or NOTHING, row.min_months or 0,
        )
        for row in rows
    ]  # fmt: skip
