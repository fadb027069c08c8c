"""What products, prices, discounts, taxes and terms are made of."""

from typing import Any

from django.db.models import Case, DecimalField, ExpressionWrapper, F, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from comarca.base.locales import countries, currencies
from comarca.base.objects import Field, Kind, ObjectType, Worked
from comarca.base.objects.fields import READ_ONLY
from comarca.base.objects.sources import Linked, Own
from comarca.base.organisation import own_currency
from comarca.sales.access import may_see_margin
from comarca.sales.models import CustomerTerms, Discount, Price, PriceList, Product, TaxRate
from comarca.sales.products import codes
from comarca.sales.products.starting import in_company_currency

CURRENCY = Field(
    key="currency",
    kind=Kind.CHOICE,
    choices=currencies,
    initial=own_currency,
    headings=("moneda", "currency", "divisa"),
)
FROM = Field(key="valid_from", column=True, headings=("desde", "from", "valid from", "inicio"))
UNTIL = Field(key="valid_to", column=True, headings=("hasta", "until", "valid to", "fin"))
RECORD = (
    Field(key="created_at", group="record", label=_("created"), places=READ_ONLY),
    Field(key="updated_at", group="record", label=_("last changed"), places=READ_ONLY),
)
GROUPS = {"": _("Details"), "record": _("Record")}
_kept: dict[str, Any] = {"write": "catalogue.edit", "groups": GROUPS}
_plain: dict[str, Any] = {"write": "catalogue.edit", "custom_fields": False}


def margin_of_price() -> Combinable:
    """Return the margin of a product on its list price in per cent; nothing where unknown."""
    share = ExpressionWrapper(
        (F("price") - F("cost")) * 100 / F("price"),
        output_field=DecimalField(max_digits=9, decimal_places=2),
    )
    return Case(When(price__gt=0, cost__isnull=False, then=share))


PRODUCT = ObjectType(
    key="product", model=Product, icon="tag", title="name", natural_key=("code", "name"),
    complete=codes.complete, create=in_company_currency("product"),
    fields=(
        Field(key="code", column=True, search=True, headings=(
            "codigo", "code", "sku", "referencia", "product code", "productid", "product id",
            "productnumber", "product number", "product alternate key", "articulo", "item",
        )),
        Field(key="name", column=True, search=True, headings=(
            "nombre", "name", "producto", "product", "product name", "productname", "descripcion",
            "english product name",
        )),
        Field(key="family", column=True, headings=(
            "familia", "family", "product family", "categoria", "category", "product category",
            "subcategory", "product subcategory", "subcategoria", "serie", "series",
        )),
        Field(key="variant_of", headings=("variante de", "variant of", "parent")),
        Field(key="variant", headings=("variante", "variant", "modelo", "model", "color")),
        Field(key="unit", column=True, headings=(
            "unidad", "unit", "uom", "quantityperunit", "quantity per unit",
        )),
        Field(key="tax_class", headings=("clase de impuesto", "tax class", "iva", "vat")),
        Field(key="price", kind=Kind.MONEY, column=True, minimum=0, currency="currency", headings=(
            "precio", "price", "list price", "pvp", "tarifa", "unitprice", "unit price",
            "listprice", "sales price",
        )),
        Field(key="cost", kind=Kind.MONEY, minimum=0, currency="currency", column=True,
              may_see=may_see_margin, may_edit=may_see_margin,
              headings=("coste", "cost", "unit cost", "standardcost", "standard cost", "costo")),
        Field(key="margin", label=_("margin"), kind=Kind.PERCENT, places=READ_ONLY,
              may_see=may_see_margin, source=Worked("sales.Product", margin_of_price)),
        CURRENCY,
        Field(key="is_discontinued", headings=(
            "discontinued", "descatalogado", "discontinuado", "obsoleto", "fuera de catalogo",
            "discontinued date", "sell end date", "end date",
        )),
        Field(key="description", search=True, headings=("detalle", "description", "notas")),
        *RECORD,
    ), **_kept,
)  # fmt: skip

PRICE_LIST = ObjectType(
    key="price_list", model=PriceList, icon="list-details", title="name", natural_key=("name",),
    create=in_company_currency("price_list"),
    fields=(
        Field(key="name", column=True, search=True, headings=("tarifa", "price list", "nombre")),
        Field(key="currency", kind=Kind.CHOICE, choices=currencies, initial=own_currency,
              column=True, headings=("moneda", "currency")),
        Field(key="segment", column=True, headings=("segmento", "segment", "grupo", "group")),
        FROM, UNTIL, *RECORD,
    ), **_kept,
)  # fmt: skip

PRICE = ObjectType(
    key="price", model=Price, icon="currency-euro", title="product", order="product__name",
    natural_key=(("price_list", "product", "min_quantity"),),
    fields=(
        Field(key="product", column=True, headings=("producto", "product", "codigo", "code")),
        Field(key="price_list", column=True, headings=("tarifa", "price list")),
        Field(key="min_quantity", column=True, minimum=0, headings=(
            "desde cantidad", "from quantity", "cantidad minima", "min quantity", "cantidad",
        )),
        Field(key="amount", kind=Kind.MONEY, column=True, minimum=0, currency="currency",
              headings=("precio", "price", "unit price", "importe", "amount")),
        Field(key="currency", label=_("currency"), source=Own("price_list__currency"),
              places=READ_ONLY),
    ), **_plain,
)  # fmt: skip

DISCOUNT = ObjectType(
    key="discount", model=Discount, icon="tag", title="name", natural_key=("name",),
    fields=(
        Field(key="name", column=True, search=True, headings=("descuento", "discount", "nombre")),
        Field(key="kind", column=True, headings=("tipo", "kind", "type")),
        Field(key="percent", kind=Kind.PERCENT, column=True, headings=("porcentaje", "percent")),
        Field(key="products", label=_("products"), kind=Kind.RELATION, many=True, column=True,
              to="sales.product", source=Linked("sales.DiscountProduct", "discount", "product"),
              help=_("Empty: all of the family, or everything; a bundle needs all of these."),
              headings=("productos", "products")),
        Field(key="family", headings=("familia", "family")),
        Field(key="min_quantity", column=True, headings=("desde cantidad", "from quantity")),
        Field(key="min_months", column=True, headings=("desde meses", "from months")),
        FROM, UNTIL, *RECORD,
    ), **_kept,
)  # fmt: skip

TAX_RATE = ObjectType(
    key="tax_rate", model=TaxRate, icon="building", title="country", order="country",
    natural_key=(("country", "customer_kind", "tax_class", "valid_from"),),
    fields=(
        Field(key="country", kind=Kind.CHOICE, choices=countries, column=True,
              headings=("pais", "country")),
        Field(key="customer_kind", column=True, headings=("tipo de cliente", "kind of customer")),
        Field(key="tax_class", column=True, headings=("clase de impuesto", "tax class")),
        Field(key="percent", kind=Kind.PERCENT, column=True, headings=("tipo", "rate", "percent")),
        Field(key="name", column=True, headings=("nombre", "name", "impuesto", "tax")),
        FROM, UNTIL,
    ), **_plain,
)  # fmt: skip

TERMS = ObjectType(
    key="customer_terms", model=CustomerTerms, icon="clipboard-text", title="account",
    order="account__name", natural_key=("account",), write="accounts.write", custom_fields=False,
    fields=(
        Field(key="account", column=True, headings=("cuenta", "account", "cliente", "customer")),
        Field(key="customer_kind", column=True, headings=("tipo de cliente", "kind of customer")),
        Field(key="price_list", column=True, headings=("tarifa", "price list")),
        Field(key="payment_days", column=True, headings=("dias de pago", "days to pay", "plazo")),
    ),
)  # fmt: skip

TYPES = (PRODUCT, PRICE_LIST, PRICE, DISCOUNT, TAX_RATE, TERMS)
