"""What orders, their lines and the monthly totals are made of."""

from django.utils.translation import gettext_lazy as _

from comarca.base.locales import currencies
from comarca.base.objects import Field, Kind, ObjectType, Place
from comarca.base.objects.fields import EVERYWHERE, READ_ONLY
from comarca.base.objects.sources import Own
from comarca.base.organisation import own_currency
from comarca.sales.models import Order, OrderLine
from comarca.sales.orders import editing
from comarca.sales.pipeline.objects import ACCOUNT
from comarca.sales.products.objects import GROUPS, RECORD


def _money(key: str, *headings: str, **more: object) -> Field:
    """Return an amount in the order's currency."""
    return Field(key=key, kind=Kind.MONEY, currency="currency", headings=headings, **more)  # type: ignore[arg-type]


ORDER = ObjectType(
    key="order", model=Order, icon="shopping-cart", title="number", order="-ordered_on",
    natural_key=("number",), write="sales.write", pages={"detail": "sales:order"},
    groups={**GROUPS, "facts": _("Invoiced and paid")},
    create=editing.create, change=editing.change,
    fields=(
        Field(key="number", column=True, search=True, headings=(
            "numero", "number", "pedido", "order", "order id", "orderid", "order number",
            "numero de pedido", "salesorderid", "sales order number", "salesordernumber",
        )),
        ACCOUNT,
        Field(key="owner", column=True, headings=(
            "responsable", "owner", "comercial", "salesperson", "sales rep", "employee",
            "employeeid", "vendedor",
        )),
        Field(key="ordered_on", column=True, headings=(
            "fecha", "date", "order date", "orderdate", "fecha de pedido", "ordered on",
        )),
        Field(key="state", column=True, headings=("estado", "state", "status")),
        Field(key="currency", kind=Kind.CHOICE, choices=currencies, initial=own_currency,
              headings=("moneda", "currency", "divisa")),
        _money("net", "neto", "net", "importe", "amount", "base imponible", "subtotal",
               "sub total", column=True, places=EVERYWHERE - {Place.FORM}),
        _money("tax", places=READ_ONLY),
        _money("total", column=True, places=READ_ONLY),
        _money("invoiced", "facturado", "invoiced", "importe facturado", group="facts", minimum=0),
        Field(key="invoiced_on", group="facts", headings=("fecha de factura", "invoice date")),
        _money("paid", "pagado", "paid", "cobrado", group="facts", minimum=0, column=True),
        Field(key="paid_on", group="facts", headings=("fecha de pago", "paid on", "payment date")),
        Field(key="quote", places=READ_ONLY),
        Field(key="opportunity", places=READ_ONLY | {Place.FORM}),
        *RECORD,
    ),
)  # fmt: skip

ORDER_LINE = ObjectType(
    key="order_line", model=OrderLine, icon="list", title="description", order="-id",
    natural_key=(("order", "position"),), write="sales.write", custom_fields=False,
    create=editing.add_line, change=editing.change_line, groups=GROUPS,
    fields=(
        Field(key="order", column=True, headings=("pedido", "order", "order id", "orderid",
              "order number", "numero de pedido", "salesordernumber")),
        Field(key="position", headings=("posicion", "position", "line", "linea",
              "salesorderlinenumber", "sales order line number", "line number")),
        Field(key="product", column=True, headings=("producto", "product", "productid",
              "codigo", "sku", "product name")),
        Field(key="description", column=True, headings=("descripcion", "description")),
        Field(key="family", places=READ_ONLY),
        Field(key="account", label=_("account"), kind=Kind.RELATION, to="accounts.account",
              source=Own("order__account"), places=READ_ONLY),
        Field(key="ordered_on", label=_("ordered on"), source=Own("order__ordered_on"),
              column=True, places=READ_ONLY),
        Field(key="quantity", column=True, headings=("cantidad", "quantity", "qty",
              "orderquantity", "order quantity", "unidades")),
        Field(key="price", kind=Kind.DECIMAL, minimum=0, headings=("precio", "price",
              "unit price", "unitprice", "sales price")),
        Field(key="discount", kind=Kind.PERCENT, minimum=0, maximum=100,
              headings=("descuento", "discount", "unit price discount",
                        "unit price discount pct", "discount percent", "dto")),
        Field(key="tax_rate", kind=Kind.PERCENT, minimum=0, maximum=100,
              headings=("iva", "tax rate", "tax")),
        Field(key="net", kind=Kind.MONEY, column=True, currency="currency",
              headings=("importe", "net", "amount", "line total", "salesamount", "sales amount",
                        "neto")),
        Field(key="currency", label=_("currency"), source=Own("order__currency"),
              places=READ_ONLY),
    ),
)  # fmt: skip

TYPES = (ORDER, ORDER_LINE)
