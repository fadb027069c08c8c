"""How plans and territories are found: by name and code."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.base.dates import today
from comarca.base.search import Entry, Provider, register
from comarca.base.search.registry import map_addresses
from comarca.territories.models import Coverage, Plan, Territory
from comarca.territories.totals import reads_all


def plans(ids: Iterable[int] | None) -> Iterator[Entry]:
    """Yield the entries of some plans, or of all."""
    rows = Plan.objects.order_by("pk") if ids is None else Plan.objects.filter(pk__in=list(ids))
    for plan in rows.select_related("layer"):
        yield Entry(plan.pk, plan.name, detail=plan.layer.name)


def territories(ids: Iterable[int] | None) -> Iterator[Entry]:
    """Yield the entries of some territories, or of all."""
    rows = Territory.objects.filter(is_leaf=True).select_related("plan").order_by("pk")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for territory in rows.iterator(2000):
        yield Entry(territory.pk, territory.name, territory.code, detail=territory.plan.name)


def visible_plans(user: Any) -> "QuerySet[Plan]":
    """Return the plans a person may see."""
    return Plan.objects.visible_to(user)


def visible_territories(user: Any) -> "QuerySet[Territory]":
    """Return the territories of the plans a person may see; in the field, their people's."""
    rows = Territory.objects.filter(plan__in=visible_plans(user))
    if reads_all(user):
        return rows
    served = Coverage.objects.visible_to(user).on(today()).filter(role=Coverage.Role.OWNER)
    return rows.filter(pk__in=served.values("territory"))


def _of_plan(pk: int) -> Iterable[int]:
    return Territory.objects.filter(plan=pk).values_list("pk", flat=True)


register(
    Provider(
        key="plan",
        label=_("Plans"),
        icon="versions",
        entries=plans,
        visible=visible_plans,
        address=lambda pk: reverse("territories:plan", args=[pk]),
        order=40,
        models={"territories.plan": lambda pk: [pk]},
    )
)
register(
    Provider(
        key="territory",
        label=_("Territories"),
        icon="map-2",
        entries=territories,
        visible=visible_territories,
        address=lambda pk: reverse("territories:territory", args=[pk]),
        order=35,
        by_code=0.9,
        models={"territories.territory": lambda pk: [pk], "territories.plan": _of_plan},
    )
)


def _on_map(kind: str, pk: int, lon: float, lat: float) -> str:
    """Return the map, looking at a place."""
    return f"{reverse('territories:map')}?at={kind}:{pk}:{lon:.5f}:{lat:.5f}"


map_addresses.append(_on_map)
