"""The outlines of a plan's territories, joined from those of their units."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from comarca.exports.content import Content
from comarca.geography.models import GeoUnit

CHUNK = 2000


def outlines(units: Iterable[int]) -> dict[int, Any]:
    """Return the outline of each unit that has one, by id."""
    import shapely

    ids, answer = sorted(units), {}
    for start in range(0, len(ids), CHUNK):
        rows = GeoUnit.objects.filter(pk__in=ids[start : start + CHUNK]).exclude(outline=None)
        for pk, outline in rows.values_list("pk", "outline"):
            answer[pk] = shapely.from_wkb(bytes(outline or b""))
    return answer


def join(parts: list[Any]) -> Any:
    """Return the union of outlines that share their borders."""
    import shapely

    try:
        return shapely.coverage_union_all(parts)
    except shapely.GEOSException:
        return shapely.union_all(shapely.make_valid(np.array(parts)), grid_size=1e-7)


def territories(content: Content, known: dict[int, Any] | None = None) -> dict[int, Any]:
    """Return the outline of each territory that has any, by id."""
    found = outlines(content.territory_of) if known is None else known
    answer = {}
    for territory, units in content.units_of.items():
        parts = [found[unit] for unit in units if unit in found]
        if parts:
            answer[territory] = join(parts)
    return answer
