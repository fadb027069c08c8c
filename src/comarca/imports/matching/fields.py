"""The fields an account may take from a file: read from the account's own description."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.accounts.headings import HEADINGS
from comarca.base.objects import Kind, Place, find
from comarca.base.objects.fields import Field as Described
from comarca.base.objects.fields import Text
from comarca.base.objects.types import fields_of

# How the cells of these fields are read; of all others their kind of value decides.
SPECIAL = {
    "status": "status", "tax_id": "tax_id", "postal_code": "postal_code", "country": "country",
    "lon": "lon", "lat": "lat", "owner": "owner", "phone": "phone", "contact_phone": "phone",
    "parent": "text",
}  # fmt: skip
# Read by their description alone, without the tolerance that an account's own columns have.
TYPED = frozenset(
    {Kind.DATE, Kind.DATETIME, Kind.BOOLEAN, Kind.CHOICE, Kind.CHOICES, Kind.PERSON, Kind.RELATION}
)
BY_KIND = {
    Kind.EMAIL: "email", Kind.DECIMAL: "figure", Kind.MONEY: "figure", Kind.INTEGER: "figure",
    Kind.PERCENT: "figure", Kind.PHONE: "phone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key, its name, how its cells are read, and headings, best first."""

    key: str
    label: Text
    kind: str
    headings: tuple[str, ...]
    group: str = "account"
    described: Described | None = field(default=None, compare=False)


# A contact's name in two columns is one field of the contact; coordinates in one column are two.
PARTS = (
    Field(
        "coordinates",
        _("Coordinates in one column"),
        "coordinates",
        HEADINGS["coordinates"],
        "place",
    ),
    Field("contact_first", _("Contact: first name"), "text", HEADINGS["contact_first"], "contact"),
    Field("contact_last", _("Contact: last name"), "text", HEADINGS["contact_last"], "contact"),
)


def fields(user: Any = None) -> dict[str, Field]:
    """Return every field a column may hold, custom ones included: all, or what a user may see."""
    described = {
        one.key: one
        for one in fields_of(find("account"))
        if one.is_in(Place.IMPORT) and (user is None or one.may_see(user))
    }
    own = {key: _field(one) for key, one in described.items()}
    return {**own, **{part.key: part for part in PARTS}}


def _field(described: Described) -> Field:
    """Return a described field as files bring it."""
    kind = SPECIAL.get(described.key) or BY_KIND.get(described.kind, "text")
    if described.key == "parent":  # the file may name a row of its own
        return Field(
            described.key, described.heading, kind, described.headings, described.group, described
        )
    if described.custom_id is not None or (kind == "text" and described.kind in TYPED):
        kind = "typed_figure" if described.kind.is_number else "typed"
    return Field(
        described.key, described.heading, kind, described.headings, described.group, described
    )


def declared() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the known headings of each field that is not an administrator's own."""
    found = [(one.key, one.headings) for one in find("account").declared if one.is_in(Place.IMPORT)]
    return (*found, *((part.key, part.headings) for part in PARTS))


def _listed(text: str) -> frozenset[str]:
    """Return the headings of a text, separated by bars."""
    return frozenset(part.strip() for part in text.split("|"))


SALES_WORDS = _listed(
    "ventas|venta|facturacion|facturado|facturas|importe|importes|compras|compra|sales|revenue|"
    "turnover|amount|billed|invoiced|sold|consumo|pedidos|net|neto|umsatz|umsatze|umsaetze|erlos|"
    "ventes|chiffre|affaires|ca|fatturato|vendite|vendas|faturacao|faturamento|faturado|vendes|"
    "facturacio|netto|volumen|acumulado|omzet|jahresumsatz|venduto|vendita|verkoop|salmentak|salmenta|fakturazioa|fatt|vtas"
)
SALES_HEADINGS = _listed(
    "ventas|facturacion|sales|venta|ventas anuales|facturacion anual|annual sales|importe|"
    "importe ventas|ventas ultimo ano|last year sales|turnover|revenue|compras|"
    "ventas ano anterior|total ventas|total sales|facturado|umsatz|jahresumsatz vorjahr|"
    "chiffre affaires|ca|ventes|omzet|jaaromzet|fatturato|vendite|vendas|faturacao|faturamento|"
    "vendes|"
    "facturacio|ca annuel|importe neto|ventas netas|venta anual|salmentak|invoiced|"
    "importe facturado|total ventas ano|net sales|total facturado|ventas acumuladas"
)
