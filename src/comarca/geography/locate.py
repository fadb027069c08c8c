"""In which unit a point lies, for a million points in seconds."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from comarca.geography.models import GeoUnit, Layer

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
COAST_DEGREES = 0.02
CHUNK = 200_000


class UnitIndex:
    """A search tree over a layer's outlines."""

    def __init__(self, layer_id: int, *, cells: bool) -> None:
        import shapely

        units = GeoUnit.objects.filter(layer=layer_id, outline__isnull=False)
        units = units.filter(children__isnull=True) if cells else units.exclude(level="cell")
        rows = list(units.order_by("pk").values_list("pk", "outline"))
        self.ids = np.array([pk for pk, _ in rows], dtype=np.int64)
        self.shapes = shapely.from_wkb([bytes(wkb or b"") for _, wkb in rows])
        shapely.prepare(self.shapes)
        self.tree = shapely.STRtree(self.shapes)

    @classmethod
    def for_layer(cls, layer_id: int, *, cells: bool = False) -> "UnitIndex":
        """Return the layer's index; with ``cells``, children stand for subdivided units."""
        version = Layer.objects.values_list("version", flat=True).get(pk=layer_id)
        count = GeoUnit.objects.filter(layer=layer_id, level="cell").count() if cells else 0
        return _index(layer_id, version, cells, count)

    def find(self, lon: Floats, lat: Floats) -> Ids:
        """Return the unit id of each point, -1 outside; a point off a coast counts up to 2 km.

        Parameters
        ----------
        lon, lat
            Degrees, shape ``(n,)``; what is not a number is nowhere.
        """
        import shapely

        answer = np.full(len(lon), -1, dtype=np.int64)
        if not len(self.ids):
            return answer
        for begin in range(0, len(lon), CHUNK):
            x, y = np.asarray(lon[begin : begin + CHUNK]), np.asarray(lat[begin : begin + CHUNK])
            known = np.isfinite(x) & np.isfinite(y)
            points = shapely.points(np.where(known, x, 0), np.where(known, y, 0))
            part = answer[begin : begin + CHUNK]
            which, unit = self.tree.query(points[known], predicate="intersects")
            places = np.flatnonzero(known)
            part[places[which[::-1]]] = self.ids[unit[::-1]]
            lost = np.flatnonzero(known & (part < 0))
            if len(lost):
                near = self.tree.query_nearest(
                    points[lost], max_distance=COAST_DEGREES, all_matches=False
                )
                part[lost[near[0]]] = self.ids[near[1]]
        return answer


@lru_cache(maxsize=6)
def _index(layer_id: int, version: str, cells: bool, count: int) -> UnitIndex:
    return UnitIndex(layer_id, cells=cells)
