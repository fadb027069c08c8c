"""A quote as the customer reads it: in their language, on the public page and as a PDF."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from comarca.base.country_words import tax_number
from comarca.base.fonts import fonts
from comarca.base.locales import number
from comarca.base.money import Money
from comarca.base.organisation import Organisation
from comarca.sales.models import Quote, QuoteLine, QuoteVersion
from comarca.sales.products import tax_names
from comarca.sales.products.pricing import NOTHING, Customer
from comarca.sales.quotes.amounts import WHOLE, rounded, step_of

TEMPLATE = Path(__file__).with_name("quote.typ")


def language_of(quote: Quote) -> str:
    """Return the language of the customer's papers: the quote's, the contact's, the company's."""
    known = {code for code, _name in settings.LANGUAGES}
    company = Organisation.current()
    spoken = quote.contact.language if quote.contact else ""
    said = (quote.language, spoken.partition("-")[0], company.language if company else "")
    return next((code for code in said if code in known), "es")


@contextmanager
def in_language_of(quote: Quote) -> Iterator[None]:
    """Speak the customer's language."""
    with translation.override(language_of(quote)):
        yield


def content(edition: QuoteVersion) -> dict[str, Any]:
    """Return what stands on the paper, as text in the language that is spoken now."""
    quote, company = edition.quote, Organisation.current()
    lines = list(edition.lines.order_by("position"))
    return {
        "language": translation.get_language(), "company": company.name if company else "",
        "company_tax_id": company.tax_id if company else "",
        "company_address": company.address.splitlines() if company else [],
        "number": quote.number, "title": quote.title, "customer": quote.account.name,
        "tax_id": quote.account.tax_id, "contact": str(quote.contact or ""),
        "version": edition.number, "day": date_format(localdate(edition.made_at)),
        "valid_until": date_format(edition.valid_until, "DATE_FORMAT"),
        "months": edition.months, "terms": edition.terms,
        "lines": [_line(line, quote.currency) for line in lines],
        "net": money(edition.net, quote), "total": money(edition.total, quote),
        "taxes": _taxes(lines, quote),
        "words": words(),
        "demo": _("Sample document: the company and the figures are invented.")
        if company and company.is_demo else "",
    }  # fmt: skip


def words() -> dict[str, str]:
    """Return the fixed words of the paper."""
    return {
        "quote": _("Quote"), "version": _("Version"), "date": _("Date"), "for": _("For"),
        "valid_until": _("Valid until"), "what": _("Description"), "quantity": _("Quantity"),
        "price": _("Unit price"), "discount": _("Discount"), "amount": _("Amount"),
        "net": _("Net"), "total": _("Total"), "terms": _("Terms"), "months": _("Term in months"),
        "page": _("Page"), "tax_id": capfirst(tax_number()),
        "rounding": _("Each line is rounded to the cent; tax is worked out once for each rate."),
    }  # fmt: skip


def money(amount: Decimal, quote: Quote) -> str:
    """Return an amount in the quote's currency, as its reader writes it."""
    return str(Money(amount, quote.currency))


def _line(line: QuoteLine, currency: str) -> dict[str, str]:
    gross = line.quantity * line.list_price
    less = rounded((gross - line.net) * WHOLE / gross, Decimal("0.1")) if gross else NOTHING
    return {
        "what": line.description, "unit": line.unit, "quantity": number(line.quantity, 3),
        "price": Money(line.list_price, currency).text(_places(line.list_price, currency)),
        "discount": f"{number(less, 1)} %" if less else "",
        "net": str(Money(line.net, currency)),
    }  # fmt: skip


def _places(price: Decimal, currency: str) -> int:
    """Return with how many decimals a price is written: the currency's, more where it has more."""
    least = -int(step_of(currency).as_tuple().exponent)
    return max(least, -int(price.normalize().as_tuple().exponent))


def _taxes(lines: list[QuoteLine], quote: Quote) -> list[dict[str, str]]:
    """Return the tax at each rate, as the version was worked out."""
    bases: dict[Decimal, Decimal] = {}
    for line in lines:
        rate = line.tax_rate or NOTHING
        bases[rate] = bases.get(rate, NOTHING) + line.net
    step = step_of(quote.currency)
    names = tax_names.named(bases, Customer.of(quote.account))
    return [
        {
            "what": _("%(tax)s %(rate)s %% on %(base)s")
            % {"tax": names[rate], "rate": number(rate), "base": money(base, quote)},
            "amount": money(rounded(base * rate / WHOLE, step), quote),
        }
        for rate, base in sorted(bases.items())
    ]


def pdf(edition: QuoteVersion) -> bytes:
    """Return the quote as a PDF in the customer's language; drawn without any network."""
    import typst

    with in_language_of(edition.quote):
        data = json.dumps(content(edition))
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"data": data}, font_paths=fonts(), format="pdf"
    )
    return made
