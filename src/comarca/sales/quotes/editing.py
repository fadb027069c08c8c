"""The verbs of quotes: make, write lines, make the next version, withdraw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.accounts.models import Account
from comarca.base import writing
from comarca.base.dates import today
from comarca.base.events import record
from comarca.base.objects import registry
from comarca.sales.models import (
    Approval,
    Opportunity,
    Product,
    Quote,
    QuoteLine,
    QuoteLink,
    QuoteVersion,
)
from comarca.sales.pipeline.editing import company_currency
from comarca.sales.products.pricing import (
    NOTHING,
    Customer,
    reductions,
    tax_rates,
    unit_prices,
)
from comarca.sales.quotes.amounts import Totals, Wanted, work_out
from comarca.sales.quotes.events import VERSION_MADE, WITHDRAWN
from comarca.sales.quotes.numbering import next_number

KEY = "quote"
VALID_DAYS = 30
MOST_LINES = 200


class NotADraft(ValidationError):
    """The version has left the house, or waits for approval: it is not written any more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line as a person writes it."""

    product: int
    quantity: Decimal
    discount: Decimal = NOTHING


@dataclass(frozen=True, slots=True)
class Head:
    """What a version says beside its lines."""

    valid_until: date
    months: int | None = None
    terms: str = ""


@transaction.atomic
def create(values: Mapping[str, Any], actor: Any) -> Quote:
    """Make a quote with its first version; of an opportunity, with its products."""
    given = dict(values)
    opportunity = _opportunity(given.get("opportunity"))
    if opportunity is not None:
        given.setdefault("account", opportunity.account_id)
        given["currency"] = given.get("currency") or opportunity.currency
        given["title"] = given.get("title") or opportunity.title
        given["contact"] = given.get("contact") or opportunity.contact_id
    if not given.get("account"):
        raise ValidationError({"account": _("A quote needs an account.")})
    given["currency"] = given.get("currency") or company_currency()
    given["number"] = next_number("Q")
    given["title"] = given.get("title") or given["number"]
    given["owner"] = given.get("owner") or (actor.pk if actor is not None else None)
    given["language"] = given.get("language") or ""
    quote: Quote = writing.insert(registry.find(KEY), given, actor)
    head = Head(today() + timedelta(days=VALID_DAYS))
    lines = opportunity.lines.order_by("pk") if opportunity is not None else ()
    _add_version(quote, head, [Row(one.product_id, one.quantity) for one in lines], actor)
    return quote


def _opportunity(given: Any) -> Opportunity | None:
    """Return the opportunity that a quote is for."""
    return Opportunity.objects.filter(pk=getattr(given, "pk", given)).first() if given else None


@transaction.atomic
def write_draft(
    quote: Quote, version: int | None, head: Head, rows: list[Row], actor: Any
) -> Quote:
    """Write the lines of a draft anew and work it out.

    Raises
    ------
    NotADraft
        If the version is no draft any more.
    EditedMeanwhile
        If somebody else was faster.
    """
    fresh: Quote = writing.take(Quote, quote.pk, version)
    if fresh.state != Quote.State.DRAFT or fresh.current is None:
        raise NotADraft(_("Only a draft can be changed; make a new version."))
    edition = fresh.current
    old = {"net": str(edition.net), "lines": edition.lines.count()}
    edition.lines.all().delete()
    _write_lines(fresh, edition, head, rows)
    new = {"net": str(edition.net), "lines": len(rows)}
    before = {key: old[key] for key in old if old[key] != new[key]}
    record(fresh, "changed", actor=actor, before=before, after={key: new[key] for key in before})
    return fresh


@transaction.atomic
def new_version(quote: Quote, version: int | None, actor: Any) -> Quote:
    """Make the next version, a draft with the same lines; links to the old one open no more."""
    fresh: Quote = writing.take(Quote, quote.pk, version)
    old = fresh.current
    if fresh.state in {Quote.State.ACCEPTED, Quote.State.DRAFT} or old is None:
        raise NotADraft(_("A draft or an accepted quote gets no new version."))
    close_requests(old)
    head = Head(max(old.valid_until, today() + timedelta(days=VALID_DAYS)), old.months, old.terms)
    rows = [
        Row(one.product_id, one.quantity, one.discount) for one in old.lines.order_by("position")
    ]
    fresh.state, fresh.answered_at = Quote.State.DRAFT, None
    fresh.save(update_fields=["state", "answered_at"])
    _add_version(fresh, head, rows, actor)
    record(fresh, VERSION_MADE, actor=actor, after={"number": old.number + 1})
    return fresh


@transaction.atomic
def withdraw(quote: Quote, version: int | None, actor: Any) -> Quote:
    """Take a quote back: what was sent opens no more."""
    fresh: Quote = writing.take(Quote, quote.pk, version)
    if fresh.state == Quote.State.ACCEPTED:
        raise ValidationError(_("It was accepted; cancel the order instead."))
    if fresh.current is not None:
        close_requests(fresh.current)
    fresh.state = Quote.State.WITHDRAWN
    fresh.save(update_fields=["state"])
    record(fresh, WITHDRAWN, actor=actor)
    return fresh


def close_requests(edition: QuoteVersion) -> None:
    """Close what still waits for a version: its links and the approvals asked for."""
    QuoteLink.objects.filter(edition=edition, revoked_at=None).update(revoked_at=timezone.now())
    waiting = Approval.objects.filter(edition=edition, state=Approval.State.WAITING)
    waiting.update(state=Approval.State.WITHDRAWN)


def _add_version(quote: Quote, head: Head, rows: list[Row], actor: Any) -> None:
    """Add the next version of a quote and make it the current one."""
    last = quote.versions.order_by("-number").values_list("number", flat=True).first() or 0
    edition = QuoteVersion.objects.create(
        quote=quote, number=last + 1, made_by=actor, valid_until=head.valid_until
    )
    _write_lines(quote, edition, head, rows)
    Quote.objects.filter(pk=quote.pk).update(current=edition)
    quote.current = edition


def _write_lines(quote: Quote, edition: QuoteVersion, head: Head, rows: Sequence[Row]) -> None:
    """Work the lines out and write them with the version's totals."""
    if len(rows) > MOST_LINES:
        raise ValidationError(_("A quote has at most %(n)d lines.") % {"n": MOST_LINES})
    products = Product.objects.in_bulk({row.product for row in rows})
    wanted = _wanted(quote, rows, products)
    totals = work_out(wanted, reductions(today()), head.months or 0, quote.currency)
    QuoteLine.objects.bulk_create(
        QuoteLine(
            edition=edition, position=at, product_id=row.product,
            description=str(products[row.product])[:200], unit=products[row.product].unit,
            quantity=row.quantity, list_price=one.list_price, volume=line.volume, term=line.term,
            bundle=line.bundle, discount=row.discount, tax_rate=one.tax_rate, net=line.net,
            cost=one.cost,
        )
        for at, (row, one, line) in enumerate(zip(rows, wanted, totals.lines, strict=True), 1)
    )  # fmt: skip
    _write_totals(edition, head, totals)


def _write_totals(edition: QuoteVersion, head: Head, totals: Totals) -> None:
    edition.valid_until, edition.months, edition.terms = head.valid_until, head.months, head.terms
    edition.net, edition.tax, edition.total = totals.net, totals.tax, totals.total
    edition.cost, edition.list_total = totals.cost, totals.list_total
    edition.save()


def _wanted(quote: Quote, rows: Iterable[Row], products: Mapping[int, Product]) -> list[Wanted]:
    """Return the lines with their prices, taxes and costs; ValidationError where one is unknown."""
    every = list(rows)
    customer = Customer.of(Account.objects.filter(pk=quote.account_id).first())
    quantities: dict[int, Decimal] = {}
    for row in every:
        if row.product not in products:
            raise ValidationError(_("A product of a line is no longer there."))
        if products[row.product].is_discontinued:
            said = _("%(product)s is discontinued: take it off the quote.")
            raise ValidationError(said % {"product": products[row.product]})
        quantities[row.product] = quantities.get(row.product, NOTHING) + row.quantity
    prices = unit_prices(quantities, customer, quote.currency, today())
    if missing := [str(products[pk]) for pk in quantities if pk not in prices]:
        said = _("No price in %(currency)s is known for %(products)s.")
        names = ", ".join(sorted(missing))
        raise ValidationError(said % {"currency": quote.currency, "products": names})
    rates = tax_rates((p.tax_class for p in products.values()), customer, today())
    return [
        Wanted(
            row.product, products[row.product].family_id, row.quantity, prices[row.product],
            row.discount, rates[products[row.product].tax_class],
            _cost_in(products[row.product], quote.currency),
        )
        for row in every
    ]  # fmt: skip


def _cost_in(product: Product, currency: str) -> Decimal | None:
    """Return what a product costs us in a currency; None in another one: nothing is converted."""
    return product.cost if product.currency == currency else None
