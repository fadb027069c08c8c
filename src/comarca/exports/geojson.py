"""A plan as GeoJSON (RFC 7946): one feature a territory, for any map program."""

import json
from typing import Any

import numpy as np

from comarca.exports.content import Content, Line
from comarca.exports.shapes import territories
from comarca.territories.palette import colour_of

DECIMALS = 6


def write(content: Content) -> bytes:
    """Return the file's bytes: polygons wind counter-clockwise, longitudes come first."""
    shapes = territories(content)
    features = [_feature(line, shapes.get(line.territory.pk)) for line in content.lines]
    whole = {
        "type": "FeatureCollection",
        "name": content.plan.name,
        "attribution": content.plan.layer.attribution,
        "features": features,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(line: Line, shape: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": line.territory.code,
        "geometry": geometry(shape) if shape is not None else None,
        "properties": {
            "code": line.territory.code,
            "name": line.territory.name,
            "person": line.person.name if line.person else None,
            "colour": colour_of(line.territory.colour),
            "units": line.units,
            "area_km2": round(line.area_km2, 1),
            "parts": line.pieces,
            **{key: round(value, 2) for key, value in line.totals.items()},
            **{f"{key}_deviation": round(value, 4) for key, value in line.deviation.items()},
        },
    }


def geometry(shape: Any) -> dict[str, Any]:
    """Return an outline as a GeoJSON polygon or multipolygon, wound as the standard asks."""
    import shapely

    rounded = shapely.transform(shape, lambda xy: np.round(xy, DECIMALS))
    if not rounded.is_valid:
        rounded = shapely.make_valid(rounded)
    polygons = [part for part in _parts(rounded) if part.geom_type == "Polygon"]
    return dict(shapely.geometry.mapping(shapely.multipolygons(shapely.orient_polygons(polygons))))


def _parts(shape: Any) -> list[Any]:
    return list(getattr(shape, "geoms", [shape]))
