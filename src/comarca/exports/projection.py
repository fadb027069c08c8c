"""From degrees to a flat map, true to area, and which far parts get a frame of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.base.earth import EARTH_KM, KM_PER_DEGREE

FAR_KM = 350.0
Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]


def project(lonlat: Floats, centre: tuple[float, float]) -> Floats:
    """Return kilometres east and north of a centre (Lambert's azimuthal equal-area projection).

    Snyder, *Map Projections: A Working Manual*, 1987, formulas 24-2 to 24-4.
    """
    lon, lat = np.radians(lonlat[:, 0] - centre[0]), np.radians(lonlat[:, 1])
    lat0 = np.radians(centre[1])
    down = 1 + np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon)
    scale = EARTH_KM * np.sqrt(2 / np.maximum(down, 1e-9))
    east = np.cos(lat) * np.sin(lon)
    north = np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon)
    return np.column_stack([scale * east, scale * north])


def centre_of(box: Box) -> tuple[float, float]:
    """Return the middle of a box in degrees."""
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def box_of(shapes: Sequence[Any]) -> Box:
    """Return the box around some outlines."""
    import shapely

    low_x, low_y, high_x, high_y = (float(v) for v in shapely.total_bounds(list(shapes)))
    return low_x, low_y, high_x, high_y


def groups(shapes: Mapping[int, Any]) -> list[list[int]]:
    """Put outlines that lie near each other together; the group with most area comes first."""
    boxes = {key: box_of([shape]) for key, shape in shapes.items()}
    waiting, answer = set(boxes), []
    while waiting:
        group, queue = set(), [min(waiting)]
        while queue:
            key = queue.pop()
            if key in waiting:
                waiting.discard(key)
                group.add(key)
                queue += [other for other in waiting if _gap(boxes[key], boxes[other]) < FAR_KM]
        answer.append(sorted(group))
    return sorted(answer, key=lambda keys: -sum(shapes[key].area for key in keys))


def _gap(a: Box, b: Box) -> float:
    """Return roughly how many kilometres lie between two boxes in degrees."""
    middle = np.radians((a[1] + a[3] + b[1] + b[3]) / 4)
    east = max(a[0] - b[2], b[0] - a[2], 0.0) * KM_PER_DEGREE * float(np.cos(middle))
    north = max(a[1] - b[3], b[1] - a[3], 0.0) * KM_PER_DEGREE
    return float(np.hypot(east, north))
