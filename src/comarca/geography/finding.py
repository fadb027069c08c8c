"""Find towns and units by the beginning of their name, the largest first."""

from typing import Any

from django.db.models import Max, Q

from comarca.geography.models import GeoUnit
from comarca.geography.naming import fold
from comarca.team.models import Person

MOST = 8


def find_units(user: Person, query: str, layer_id: int | None = None) -> list[dict[str, Any]]:
    """Return the units whose name (any spelling) or code begins so."""
    folded = fold(query)
    if len(folded) < 2 or not user.is_authenticated:
        return []
    units = GeoUnit.objects.exclude(level="cell")
    if layer_id:
        units = units.filter(layer=layer_id)
    found = (
        units.filter(Q(names__folded__startswith=folded) | Q(code=query.strip()))
        .annotate(size=Max("measures__value", filter=Q(measures__key="population")))
        .order_by("-size", "name")
        .values("pk", "name", "region", "lon", "lat", "area_km2", "level")[:MOST]
    )
    return [
        {
            "type": "unit", "id": u["pk"], "name": u["name"], "detail": u["region"],
            "lon": u["lon"], "lat": u["lat"], "bbox": _box(u["lon"], u["lat"], u["area_km2"]),
        }
        for u in found
    ]  # fmt: skip


def _box(lon: float, lat: float, area_km2: float) -> list[float]:
    half = max(area_km2, 1.0) ** 0.5 / 111
    return [lon - half, lat - half, lon + half, lat + half]
