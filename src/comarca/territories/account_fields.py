"""Territories in the lists of accounts: the territory that an account falls in today."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Site
from comarca.base.dates import today
from comarca.base.objects import Computed, Field, Kind, ObjectType, Place, extend, register
from comarca.base.objects.sources import Condition
from comarca.team.models import Person
from comarca.territories.models import Coverage, Plan, Territory, UnitAssignment


def _visible(user: Person) -> "QuerySet[Territory]":
    """Return the territories of plans a user may see; to the field, those of their people."""
    rows = Territory.objects.filter(plan__in=Plan.objects.visible_to(user))
    if user.may("plans.compare"):
        return rows
    return rows.filter(pk__in=Coverage.objects.visible_to(user).values("territory"))


TERRITORY = ObjectType(
    key="territory",
    model=Territory,
    icon="map-pins",
    fields=(Field(key="name", column=True, search=True), Field(key="code", column=True)),
    natural_key=("code", "name"),
    visible=_visible,
    custom_fields=False,
)


def _in_force() -> "QuerySet[UnitAssignment]":
    """Return what the plan in force today says."""
    return UnitAssignment.objects.filter(territory__plan__in=Plan.objects.in_force(today()))


def _load(accounts: Sequence[Any]) -> Mapping[int, Any]:
    """Return the territory of each account by where its main site is, in two questions."""
    sites = Site.objects.filter(account__in=accounts, is_main=True, unit__isnull=False)
    places = list(sites.values_list("account_id", "unit_id", "unit__parent_id"))
    units = {unit for _account, *both in places for unit in both if unit is not None}
    of_unit = dict(_in_force().filter(unit__in=units).values_list("unit_id", "territory_id"))
    return {
        account: of_unit.get(unit or 0, of_unit.get(parent or 0))
        for account, unit, parent in places
    }


def _find(condition: Condition) -> Q:
    """Return the accounts in some territories of any plan; "known" means the plan in force."""
    asked = condition("territory")
    asks_if_known = any(path == "territory__isnull" for path, _value in asked.children)  # type: ignore[misc]
    rows = _in_force() if asks_if_known else UnitAssignment.objects.all()
    units = rows.filter(asked).order_by().values("unit")
    sites = Site.objects.filter(is_main=True).filter(Q(unit__in=units) | Q(unit__parent__in=units))
    return Q(pk__in=sites.order_by().values("account"))


def describe() -> None:
    """Add the territory to what is described of an account."""
    register(TERRITORY)
    extend(
        "account",
        Field(
            key="territory",
            label=_("territory"),
            kind=Kind.RELATION,
            to="territories.territory",
            group="place",
            source=Computed(_load, _find),
            places=frozenset({Place.LIST, Place.DETAIL, Place.EXPORT, Place.API}),
        ),
    )
