"""The figures of accounts that territories are balanced by, added up for each unit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account, AnnualSales, Site
from comarca.base.dates import today
from comarca.base.money import Money, by_currency
from comarca.base.organisation import Organisation
from comarca.base.per_request import once
from comarca.base.sums import ExactSum
from comarca.geography.models import GeoUnit, Layer

Totals = dict[str, dict[int, float]]
CHUNK = 2000


class KeyTaken(ValueError):
    """Two measures have one key."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its key, its name, its unit, what SQL adds up, and in which currency it is.

    ``source`` returns what is added up in some layers as rows grouped by unit (``at``). Measures
    with one source share one question.
    """

    key: str
    label: str | Promise
    unit: str | Promise
    source: Callable[[list[int]], "QuerySet[Any, Any]"]
    expression: Callable[..., Combinable]
    column: str
    currency: str = ""
    is_money: bool = False

    def unit_in(self, currency: str) -> str:
        """Return the unit as people read it: of amounts, the company's currency."""
        return currency if self.is_money or self.currency else str(self.unit)

    def total(self, currency: str) -> Combinable:
        """Return what SQL adds up: of amounts, only those in one currency."""
        if not self.currency:
            return self.expression(self.column)
        return self.expression(self.column, filter=Q(**{self.currency: currency}))


class Measures(Mapping[str, Measure]):
    """The measures that apps have registered, then the company's own fields that hold figures.

    Own fields are read once for each request and each job.
    """

    def __init__(self) -> None:
        self.registered: dict[str, Measure] = {}

    def __getitem__(self, key: str) -> Measure:
        known = self.registered.get(key)
        return _further()[key] if known is None else known

    def __iter__(self) -> Iterator[str]:
        return iter([*self.registered, *_further()])

    def __len__(self) -> int:
        return len(self.registered) + len(_further())


MEASURES = Measures()
# Measures that come and go while the program runs, such as an administrator's own fields.
further: list[Callable[[], dict[str, Measure]]] = []


def _further() -> dict[str, Measure]:
    return {key: one for source in further for key, one in source().items()}


def register(measure: Measure) -> Measure:
    """Add a measure that territories can be balanced by; apps above add theirs in ``slots.py``.

    Raises ``KeyTaken`` if another one has its key.
    """
    if MEASURES.registered.setdefault(measure.key, measure) is not measure:
        raise KeyTaken(measure.key)
    return measure


def per_unit(units: Layer | Iterable[int]) -> Totals:
    """Return each measure of each unit of a layer (or of some units); zeros are left out.

    Closed accounts do not count, nor do amounts in another currency than the company's (see
    ``left_out``). A unit that was subdivided counts what lies in its parts.
    """
    only = None if isinstance(units, Layer) else set(units)
    layers = [units.pk] if isinstance(units, Layer) else _layers_of(only or set())
    measures = dict(MEASURES)
    totals: Totals = {key: {} for key in measures}
    own, whole = own_currency(), _subdivided(layers)
    for source in dict.fromkeys(measure.source for measure in measures.values()):
        sums = {key: m.total(own) for key, m in measures.items() if m.source == source}
        for row in source(layers).annotate(**sums):
            _add(totals, row, whole)
    if only is None:
        return totals
    return {key: {u: x for u, x in of.items() if u in only} for key, of in totals.items()}


def own_currency() -> str:
    """Return the currency that territories are balanced in: the company's."""
    company = Organisation.current()
    return company.currency if company else "EUR"


def left_out() -> dict[str, list[Money]]:
    """Return what potential and sales leave out, since nothing is converted: one sum a currency."""
    own, active = (
        own_currency(),
        Account.objects.filter(archived_at=None).exclude(status=Account.Status.CLOSED),
    )
    potential = active.exclude(currency=own).filter(potential__gt=0).order_by()
    sales = AnnualSales.objects.filter(account__archived_at=None, year=sales_year())
    sales = sales.exclude(account__status=Account.Status.CLOSED)
    return {
        "potential": by_currency(_sums(potential, "potential")),
        "sales": by_currency(_sums(sales.exclude(currency=own).order_by(), "amount")),
    }


def _sums(rows: QuerySet[Any], column: str) -> Iterable[Money]:
    """Add up a column for each currency."""
    for currency, amount in rows.values_list("currency").annotate(ExactSum(column)):
        yield Money(amount, currency)


def last_full_year() -> int:
    """Return the year whose sales are complete: the one before this."""
    return today().year - 1


def sales_year() -> int:
    """Return the year whose sales count: the one chosen, else the last full one with sales.

    Sales of the running year count only where there are no others. Within one request the answer
    is looked up once: a list asks for it in every row.
    """
    return once("sales_year", _sales_year)


def _sales_year() -> int:
    company = Organisation.current()
    if company is not None and company.sales_year:
        return company.sales_year
    full = last_full_year()
    rows = AnnualSales.objects.filter(amount__gt=0).order_by("-year").values_list("year", flat=True)
    return rows.filter(year__lte=full).first() or rows.first() or full


def of_sites(layers: list[int], **annotations: Combinable) -> "QuerySet[Any, Any]":
    """Return the accounts by the unit of their main site, with more columns to add up."""
    rows = Site.objects.filter(is_main=True, unit__in=_units_of(layers)).annotate(**annotations)
    rows = rows.filter(account__archived_at=None).exclude(account__status=Account.Status.CLOSED)
    return rows.values(at=F("unit_id"))


def _of_sales(layers: list[int]) -> "QuerySet[Any, Any]":
    """Return the sales of the year that counts by the unit of the account's main site."""
    rows = AnnualSales.objects.filter(
        year=sales_year(), account__sites__is_main=True, account__sites__unit__in=_units_of(layers)
    )
    rows = rows.filter(account__archived_at=None).exclude(account__status=Account.Status.CLOSED)
    return rows.values(at=F("account__sites__unit_id"))


def _units_of(layers: list[int]) -> "QuerySet[GeoUnit]":
    """Return the units of some layers, to ask for; joining them to each account takes longer."""
    return GeoUnit.objects.filter(layer__in=layers).order_by()


def _subdivided(layers: list[int]) -> dict[int, int]:
    """Return the unit that each part of a subdivided unit lies in."""
    parts = _units_of(layers).exclude(parent=None)
    return {part: whole for part, whole in parts.values_list("pk", "parent") if whole is not None}


def _add(totals: Totals, row: Mapping[str, Any], whole: Mapping[int, int]) -> None:
    """Add one unit's sums to itself and to the unit it is a part of."""
    at = row["at"]
    units = (at, whole[at]) if at in whole else (at,)
    for key, value in row.items():
        if key in totals and value:
            for unit in units:
                totals[key][unit] = totals[key].get(unit, 0.0) + float(value)


def _layers_of(units: set[int]) -> list[int]:
    """Return the layers that some units lie in."""
    ids = sorted(units)
    found: set[int] = set()
    for start in range(0, len(ids), CHUNK):
        part = GeoUnit.objects.filter(pk__in=ids[start : start + CHUNK])
        found.update(part.order_by().values_list("layer_id", flat=True).distinct())
    return sorted(found)


for _measure in (
    Measure("accounts", _("Accounts"), "", of_sites, Count, "account_id"),
    Measure(
        "workload", _("Workload"), _("hours a year"), of_sites, Sum, "account__workload_hours"
    ),
    Measure("visits", _("Visits"), _("visits a year"), of_sites, Sum, "account__visits_per_year"),
    Measure(
        "potential", _("Potential"), _("currency"), of_sites, Sum, "account__potential",
        "account__currency",
    ),
    Measure("sales", _("Sales"), _("currency"), _of_sales, Sum, "amount", "currency"),
):  # fmt: skip
    register(_measure)
