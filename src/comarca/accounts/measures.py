"""The figures of accounts that territories are balanced by, added up for each unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account, AnnualSales, Site
from comarca.base.dates import today
from comarca.geography.models import GeoUnit, Layer

Totals = dict[str, dict[int, float]]
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its key, its name, its unit, and how SQL adds it up."""

    key: str
    label: str | Promise
    unit: str | Promise
    expression: Combinable


MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure("accounts", _("Accounts"), "", Count("account_id")),
        Measure("workload", _("Workload"), _("hours a year"), Sum("account__workload_hours")),
        Measure("visits", _("Visits"), _("visits a year"), Sum("account__visits_per_year")),
        Measure("potential", _("Potential"), _("currency"), Sum("account__potential")),
        Measure("sales", _("Sales"), _("currency"), Sum("amount")),
    )
}


def per_unit(units: Layer | Iterable[int]) -> Totals:
    """Return each measure of each unit of a layer (or of some units); zeros are left out.

    Closed accounts do not count. A unit that was subdivided counts what lies in its parts.
    """
    only = None if isinstance(units, Layer) else set(units)
    layers = [units.pk] if isinstance(units, Layer) else _layers_of(only or set())
    totals: Totals = {key: {} for key in MEASURES}
    for row in _of_sites(layers):
        _add(totals, row)
    for row in _of_sales(layers):
        _add(totals, row)
    if only is None:
        return totals
    return {key: {u: x for u, x in of.items() if u in only} for key, of in totals.items()}


def last_full_year() -> int:
    """Return the year whose sales are complete: the one before this."""
    return today().year - 1


def _of_sites(layers: list[int]) -> Iterable[Mapping[str, Any]]:
    """Add up the accounts themselves, by the unit of their main site."""
    sums = {key: m.expression for key, m in MEASURES.items() if key != "sales"}
    rows = Site.objects.filter(is_main=True, unit__layer__in=layers)
    rows = rows.exclude(account__status=Account.Status.CLOSED)
    return rows.values(at=F("unit_id"), within=F("unit__parent_id")).annotate(**sums)


def _of_sales(layers: list[int]) -> Iterable[Mapping[str, Any]]:
    """Add up last year's sales by the unit of the account's main site."""
    rows = AnnualSales.objects.filter(
        year=last_full_year(), account__sites__is_main=True, account__sites__unit__layer__in=layers
    ).exclude(account__status=Account.Status.CLOSED)
    units = rows.values(
        at=F("account__sites__unit_id"), within=F("account__sites__unit__parent_id")
    )
    return units.annotate(sales=MEASURES["sales"].expression)


def _add(totals: Totals, row: Mapping[str, Any]) -> None:
    """Add one unit's sums to itself and to the unit it is a part of."""
    for key, value in row.items():
        if key in totals and value:
            for unit in (row["at"], row["within"]):
                if unit is not None:
                    totals[key][unit] = totals[key].get(unit, 0.0) + float(value)


def _layers_of(units: set[int]) -> list[int]:
    """Return the layers that some units lie in."""
    ids = sorted(units)
    found: set[int] = set()
    for start in range(0, len(ids), CHUNK):
        part = GeoUnit.objects.filter(pk__in=ids[start : start + CHUNK])
        found.update(part.order_by().values_list("layer_id", flat=True).distinct())
    return sorted(found)
