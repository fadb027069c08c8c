"""Towns to write on the map, the largest first."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from comarca.geography.models import GeoUnit, Layer
from comarca.geography.packs import read

SMALLEST = {4: 500_000, 5: 250_000, 6: 100_000, 7: 50_000, 8: 20_000, 9: 8_000, 10: 2_500, 11: 600}


@dataclass(frozen=True)
class Place:
    """A town: where, how large, and its rank by size."""

    name: str
    lon: float
    lat: float
    population: int
    rank: int


@lru_cache(maxsize=4)
def _places(layer_id: int, country: str, version: str) -> tuple[Place, ...]:
    path = settings.PACKS_DIR / country.lower() / "units.csv.gz"
    if not path.exists():
        units = GeoUnit.objects.filter(layer=layer_id, measures__key="population")
        rows = units.order_by("-measures__value").values_list(
            "name", "lon", "lat", "measures__value"
        )
        return tuple(Place(n, x, y, int(v), i) for i, (n, x, y, v) in enumerate(rows[:20_000]))
    rows_read = sorted(read(path), key=lambda r: -int(r["population"] or 0))
    return tuple(
        Place(
            r["name"], float(r["seat_lon"] or r["lon"]), float(r["seat_lat"] or r["lat"]),
            int(r["population"] or 0), i,
        )
        for i, r in enumerate(rows_read)
    )  # fmt: skip


def places_in(layer: Layer, box: tuple[float, float, float, float], zoom: int) -> list[Place]:
    """Return the towns in a box that are large enough for a zoom."""
    west, south, east, north = box
    least = SMALLEST.get(zoom, 0 if zoom > max(SMALLEST) else 10**9)
    return [
        p
        for p in _places(layer.pk, layer.country, layer.version)
        if p.population >= least and west <= p.lon <= east and south <= p.lat <= north
    ]
