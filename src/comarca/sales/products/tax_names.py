"""What the tax on sales is called: by the rate's own name, else as is usual in its country."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from comarca.sales.models import TaxRate
from comarca.sales.products.pricing import Customer

# Where the tax is no value-added tax by name. Nearly all other countries have one.
OTHERS = {
    "AU": "GST", "CA": "GST/HST", "IN": "GST", "NZ": "GST", "SG": "GST", "JE": "GST", "PK": "GST",
    "PE": "IGV", "DO": "ITBIS", "PA": "ITBMS", "HN": "ISV", "PR": "IVU", "BR": "ICMS",
}  # fmt: skip
SALES_TAX = frozenset({"US", "MY"})


def usual(country: str) -> str:
    """Return the usual name in a country (ISO 3166), in the language that is spoken now."""
    if country in OTHERS:
        return OTHERS[country]
    if country in SALES_TAX:
        return _("Sales tax")
    return _("VAT") if country else _("Tax")


def named(rates: Iterable[Decimal], customer: Customer) -> dict[Decimal, str]:
    """Return what each rate in per cent is called on a customer's papers."""
    wanted = set(rates)
    rows = TaxRate.objects.filter(country=customer.country, percent__in=wanted).exclude(name="")
    own_names = dict(rows.order_by("valid_from").values_list("percent", "name"))
    word = usual(customer.country)
    return {rate: own_names.get(rate, word) for rate in wanted}
