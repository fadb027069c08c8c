"""Small layers for the tests of every app."""

from itertools import count

import shapely

from comarca.geography.models import Border, GeoUnit, Layer, UnitName
from comarca.geography.naming import spellings

# Tests roll back and take keys again; what is kept of a layer is kept by key and version.
_versions = count(1)


def make_grid_layer(rows: int = 3, columns: int = 4, *, west: float = -5.0, south: float = 40.0,
                    step: float = 0.1, code: str = "grid") -> Layer:  # fmt: skip
    """Make a layer of square units, named ``Unit r-c``, each bordering its four neighbours."""
    layer = Layer.objects.create(
        code=code,
        name="Grid",
        level="square",
        source=Layer.Source.GRID,
        version=f"test-{next(_versions)}",
        is_ready=True,
    )
    units = []
    for row in range(rows):
        for column in range(columns):
            x, y = west + column * step, south + row * step
            shape = shapely.MultiPolygon([shapely.box(x, y, x + step, y + step)])
            units.append(
                GeoUnit(
                    layer=layer, code=f"{row}-{column}", name=f"Unit {row}-{column}",
                    level="square", lon=x + step / 2, lat=y + step / 2, area_km2=94.0,
                    perimeter_km=39.0, outline=shapely.to_wkb(shape),
                )
            )  # fmt: skip
    GeoUnit.objects.bulk_create(units)
    units = list(layer.units.order_by("pk"))
    UnitName.objects.bulk_create(
        UnitName(unit=u, layer=layer, folded=f) for u in units for f in spellings(u.name)
    )
    at = {u.code: u for u in units}
    borders = []
    for row in range(rows):
        for column in range(columns):
            for other in (f"{row + 1}-{column}", f"{row}-{column + 1}"):
                if other in at:
                    a, b = sorted((at[f"{row}-{column}"].pk, at[other].pk))
                    borders.append(Border(layer=layer, a_id=a, b_id=b, km=10.0))
    Border.objects.bulk_create(borders)
    return layer
