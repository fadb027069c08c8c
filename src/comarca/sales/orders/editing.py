"""The verbs of orders: book, change, cancel, return; the monthly totals follow each of them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from comarca.accounts.ownership import owners
from comarca.base import writing
from comarca.base.dates import today
from comarca.base.events import record
from comarca.base.objects import registry
from comarca.base.sums import ExactSum
from comarca.sales.models import Order, OrderLine, Product, Quote
from comarca.sales.orders.amounts import net_of, tax_of
from comarca.sales.orders.events import RETURNED
from comarca.sales.orders.totals import add, deltas_of, together
from comarca.sales.pipeline.editing import company_currency
from comarca.sales.quotes.amounts import WHOLE, rounded, step_of
from comarca.sales.quotes.numbering import next_number

KEY, LINE = "order", "order_line"
NOTHING, SMALLEST = Decimal(0), Decimal("0.001")


@transaction.atomic
def create(values: Mapping[str, Any], actor: Any) -> Order:
    """Book an order; one that came as an amount alone gets one line of that amount."""
    given = dict(values)
    given["number"] = given.get("number") or next_number("A")
    given["ordered_on"] = given.get("ordered_on") or today()
    given["currency"] = given.get("currency") or company_currency()
    if not given.get("owner"):
        account = getattr(given["account"], "pk", given["account"])
        given["owner"] = owners([account], given["ordered_on"]).get(account)
    net = given.pop("net", None)
    order: Order = writing.insert(registry.find(KEY), given, actor)
    if net is not None:
        line = OrderLine.objects.create(
            order=order, position=1, description=_("Whole order"), quantity=1, price=net, net=net
        )
        add(deltas_of(order, [line]))
        add_up(order)
    return order


def change(order: Order, version: int | None, values: Mapping[str, Any], actor: Any) -> Order:
    """Change an order; what it counted for before is taken out of the totals first."""
    given = dict(values)
    net = given.pop("net", None)
    with transaction.atomic():
        fresh: Order = writing.take(Order, order.pk, version)
        lines = list(fresh.lines.all())
        before = deltas_of(fresh, lines, -1)
        writing.write(registry.find(KEY), fresh, given, actor)
        if net is not None and net != fresh.net:
            _write_whole(fresh, lines, net, actor)
        add(together(before, deltas_of(fresh, lines)))
        add_up(fresh)
    return fresh


def _write_whole(order: Order, lines: list[OrderLine], net: Decimal, actor: Any) -> None:
    """Change the amount of an order that came as an amount alone."""
    if len(lines) != 1 or lines[0].product_id is not None:
        raise ValidationError({"net": _("The lines say what it comes to; change those.")})
    record(order, "changed", actor=actor, before={"net": str(order.net)}, after={"net": str(net)})
    lines[0].net = lines[0].price = net
    lines[0].save(update_fields=["net", "price"])


@transaction.atomic
def from_quote(quote: Quote, actor: Any) -> Order:
    """Make the order of an accepted quote; the table lets a quote have one order only."""
    assert quote.current is not None  # noqa: S101 - an accepted quote has a version
    order: Order = writing.insert(
        registry.find(KEY),
        {
            "number": next_number("A"), "account": quote.account_id, "owner": quote.owner_id,
            "ordered_on": today(), "currency": quote.currency, "quote": quote.pk,
            "opportunity": quote.opportunity_id,
        },
        actor,
    )  # fmt: skip
    lines = OrderLine.objects.bulk_create(
        OrderLine(
            order=order, position=one.position, product_id=one.product_id,
            family_id=one.product.family_id, description=one.description, quantity=one.quantity,
            price=one.list_price, tax_rate=one.tax_rate or NOTHING, net=one.net,
            discount=_reduction(one.quantity * one.list_price, one.net),
        )
        for one in quote.current.lines.select_related("product").order_by("position")
    )  # fmt: skip
    add(deltas_of(order, lines))
    add_up(order)
    return order


def _reduction(gross: Decimal, net: Decimal) -> Decimal:
    """Return by how many per cent a line lies below its price."""
    return rounded((gross - net) * WHOLE / gross, Decimal("0.01")) if gross else NOTHING


@transaction.atomic
def add_line(values: Mapping[str, Any], actor: Any) -> OrderLine:
    """Add a line to an order: its amount is given, or quantity times price less the discount."""
    given = dict(values)
    order = _locked(given["order"])
    _fill(given, order)
    line: OrderLine = writing.insert(registry.find(LINE), given, actor)
    add(deltas_of(order, [line]))
    add_up(order)
    return line


@transaction.atomic
def change_line(
    line: OrderLine, version: int | None, values: Mapping[str, Any], actor: Any
) -> OrderLine:
    """Change a line; the totals follow."""
    given = {key: value for key, value in values.items() if key != "order"}
    order = _locked(line.order_id)
    fresh = OrderLine.objects.get(pk=line.pk)
    before = deltas_of(order, [fresh], -1)
    if given.keys() & {"quantity", "price", "discount"} and given.get("net") in (None, fresh.net):
        given["net"] = _net({**_held(fresh), **given}, order)
    if "product" in given:
        given["family"] = _family(given["product"])
    writing.write(registry.find(LINE), fresh, given, actor)
    add(together(before, deltas_of(order, [fresh])))
    add_up(order)
    return fresh


@transaction.atomic
def take_back(line: OrderLine, quantity: Decimal, actor: Any) -> OrderLine:
    """Write a return: a line of its own with the other sign, no more than is left of the line."""
    order = _locked(line.order_id)
    back = line.returned.aggregate(quantity=ExactSum("quantity"), net=ExactSum("net"))
    gone = -(back["quantity"] or NOTHING)
    left = line.quantity - gone
    if left <= 0:
        raise ValidationError(_("Nothing is left of this line that could be returned."))
    if not SMALLEST <= quantity <= left or quantity % SMALLEST:
        said = _("Of this line %(least)s to %(left)s can be returned, in steps of %(least)s.")
        shown = {"least": number_format(SMALLEST), "left": number_format(left.normalize())}
        raise ValidationError(said % shown)
    # All returns together are rounded, not each: many small ones never give back too much, and
    # the last takes what is left of the amount, to the cent.
    owed = rounded(line.net * (gone + quantity) / line.quantity, step_of(order.currency))
    net = -owed - (back["net"] or NOTHING)
    made = OrderLine.objects.create(
        order=order, position=_next_position(order), product_id=line.product_id,
        family_id=line.family_id, description=line.description, quantity=-quantity,
        price=line.price, discount=line.discount, tax_rate=line.tax_rate, net=net, returns=line,
    )  # fmt: skip
    add(deltas_of(order, [made]))
    add_up(order)
    record(order, RETURNED, actor=actor, after={"quantity": str(quantity), "net": str(net)})
    return made


def _locked(given: Any) -> Order:
    """Return an order that nobody else changes until the end of the transaction."""
    key = getattr(given, "pk", given)
    Order.objects.filter(pk=key).update(version=F("version") + 1)
    return Order.objects.get(pk=key)


def _next_position(order: Order) -> int:
    return (order.lines.aggregate(n=Max("position"))["n"] or 0) + 1


def _fill(given: dict[str, Any], order: Order) -> None:
    """Fill in what follows from a line's product, quantity and price."""
    given["position"] = given.get("position") or _next_position(order)
    given["family"] = _family(given.get("product"))
    product = Product.objects.filter(pk=given.get("product") or 0).first()
    given["description"] = given.get("description") or (str(product)[:200] if product else "")
    if given.get("net") is None:
        given["net"] = _net(given, order)


def _held(line: OrderLine) -> dict[str, Any]:
    return {"quantity": line.quantity, "price": line.price, "discount": line.discount}


def _net(values: Mapping[str, Any], order: Order) -> Decimal:
    """Return quantity times price less the discount, to the cent."""
    if values.get("price") is None:
        raise ValidationError({"price": _("Give a unit price or the amount of the line.")})
    discount = values.get("discount") or NOTHING
    return net_of(values["quantity"], values["price"], discount, step_of(order.currency))


def _family(product: Any) -> int | None:
    key = getattr(product, "pk", product)
    return Product.objects.filter(pk=key or 0).values_list("family_id", flat=True).first()


def add_up(order: Order) -> None:
    """Bring the amounts of an order up to its lines: tax once a rate, as on a quote."""
    rows = order.lines.values_list("tax_rate").annotate(amount=ExactSum("net")).order_by("tax_rate")
    sums = list(rows)
    order.net = sum((amount for _rate, amount in sums), NOTHING)
    order.tax = tax_of(sums, order.currency)
    order.total = order.net + order.tax
    Order.objects.filter(pk=order.pk).update(net=order.net, tax=order.tax, total=order.total)
