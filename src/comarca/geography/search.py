"""How places are found: units by any spelling of their name, and postal codes."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comarca.base.search import Entry, Provider, register
from comarca.base.search.keeping import ask_rebuild
from comarca.geography.arrivals import on_arrival
from comarca.geography.models import GeoUnit, Layer, PostalCode, UnitName

CHUNK = 2000
KINDS = ("unit", "postal")
ON_LAYER = tuple(f"geography.layer {what}" for what in ("created", "changed", "deleted"))


def units(ids: Iterable[int] | None) -> Iterator[Entry]:
    """Yield the entries of some units, or of all; cells of a subdivision are not looked for."""
    rows = GeoUnit.objects.exclude(level="cell").order_by("pk")
    if ids is not None:
        yield from _units(rows.filter(pk__in=list(ids)))
        return
    last = 0
    while part := list(_units(rows.filter(pk__gt=last)[:CHUNK])):
        yield from part
        last = part[-1].object_id


def _units(rows: "QuerySet[GeoUnit]") -> Iterator[Entry]:
    found = list(rows.values("pk", "name", "code", "region", "group", "lon", "lat"))
    names: dict[int, list[str]] = {}
    for unit, name in UnitName.objects.filter(unit__in=[row["pk"] for row in found]).values_list(
        "unit", "folded"
    ):
        names.setdefault(unit, []).append(name)
    for row in found:
        yield Entry(
            object_id=row["pk"],
            title=row["name"],
            code=row["code"],
            detail=" · ".join(dict.fromkeys(p for p in (row["group"], row["region"]) if p)),
            words=tuple(names.get(row["pk"], ())),
            lon=row["lon"],
            lat=row["lat"],
        )


def postal_codes(ids: Iterable[int] | None) -> Iterator[Entry]:
    """Yield one entry for each postal code of a layer, under the id of its first row."""
    rows = PostalCode.objects.values("layer", "code").annotate(first=Min("pk"), units=Count("pk"))
    if ids is not None:
        rows = rows.filter(code__in=PostalCode.objects.filter(pk__in=list(ids)).values("code"))
    found: list[Any] = list(rows.order_by("first"))
    for start in range(0, len(found), CHUNK):
        yield from _codes(found[start : start + CHUNK])


def _codes(rows: list[dict[str, Any]]) -> Iterator[Entry]:
    """Build the entries of a few postal codes; each says the place of its first unit."""
    firsts = PostalCode.objects.filter(pk__in=[row["first"] for row in rows])
    unit_of = {
        row["pk"]: row
        for row in firsts.values("pk", "unit__name", "unit__region", "unit__lon", "unit__lat")
    }
    for row in rows:
        unit = unit_of[row["first"]]
        place = dict.fromkeys(p for p in (unit["unit__name"], unit["unit__region"]) if p)
        # A number says "and others" in every language, and the entry is kept in one.
        more = f" +{row['units'] - 1}" if row["units"] > 1 else ""
        yield Entry(
            object_id=row["first"],
            title=row["code"],
            code=row["code"],
            detail=" · ".join(place) + more,
            lon=unit["unit__lon"],
            lat=unit["unit__lat"],
        )


def everybody(user: Any) -> "QuerySet[GeoUnit] | None":
    """Return that everybody may see every place."""
    return None


def unit_page(pk: int) -> str:
    """Return the page of a layer that lists a unit."""
    unit = GeoUnit.objects.filter(pk=pk).values("layer", "code").first()
    return _layer_page(unit["layer"], unit["code"]) if unit else reverse("geography:layers")


def postal_page(pk: int) -> str:
    """Return the page of a layer that lists the first unit of a postal code."""
    row = PostalCode.objects.filter(pk=pk).values("layer", "unit__code").first()
    return _layer_page(row["layer"], row["unit__code"]) if row else reverse("geography:layers")


def _layer_page(layer: int, code: str) -> str:
    return f"{reverse('geography:layer', args=[layer])}?{urlencode({'q': code})}"


@on_arrival
def _arrived(layer: Layer) -> str:
    """Have the places of a new layer made findable; there is nothing to say about it."""
    ask_rebuild(KINDS)
    return ""


register(
    Provider(
        key="postal",
        label=_("Postal codes"),
        icon="map-pin",
        entries=postal_codes,
        visible=everybody,
        address=postal_page,
        order=15,
        on_map=True,
        rebuilt_by=ON_LAYER,
    )
)
register(
    Provider(
        key="unit",
        label=_("Places"),
        icon="hexagons",
        entries=units,
        visible=everybody,
        address=unit_page,
        order=20,
        on_map=True,
        # A number that is both is meant as a postal code: offices' codes are known to few.
        by_code=0.6,
        rebuilt_by=ON_LAYER,
    )
)
