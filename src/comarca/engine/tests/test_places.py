"""Places on a plane, and units cut into hexagons."""

import numpy as np
import pytest

from comarca.engine.geometry import haversine, project
from comarca.engine.subdivision import subdivide

SPOT = np.array([[-3.7, 40.4], [-3.6, 40.5], [-3.8, 40.3]])


def test_projected_distances_are_those_on_the_globe():
    plane = np.linalg.norm(np.diff(project(SPOT), axis=0), axis=1)
    assert plane == pytest.approx(haversine(SPOT[:-1], SPOT[1:]), rel=1e-4)


def test_a_place_off_the_globe_is_refused():
    with pytest.raises(ValueError, match="Row 1"):
        project(np.array([[0.0, 0], [0, 91]]))


def test_a_unit_is_cut_into_cells_that_fill_it_and_touch_what_is_around():
    import shapely

    here, east = shapely.box(-3.8, 40.3, -3.6, 40.5), shapely.box(-3.6, 40.3, -3.5, 40.5)
    points = np.random.default_rng(1).uniform([-3.8, 40.3], [-3.6, 40.5], (200, 2))
    parts = subdivide(shapely.to_wkb(here), points, np.ones(200), 6, [shapely.to_wkb(east)])
    shapes = shapely.from_wkb(np.array(parts.outlines, dtype=object))
    assert shapely.area(shapes).sum() == pytest.approx(here.area)
    assert parts.weights.sum() == 200
    assert len(set(parts.cells)) == len(parts.cells)
    assert parts.outer_km.sum() == pytest.approx(22.24, rel=0.02)
    reached, todo = {0}, [0]
    while todo:
        u = todo.pop()
        for a, b in parts.borders.tolist():
            for v in ({a, b} - {u}) if u in {a, b} else ():
                if v not in reached:
                    reached.add(v)
                    todo.append(v)
    assert reached == set(range(len(parts.cells)))


def test_an_outline_without_area_is_refused():
    import shapely

    with pytest.raises(ValueError, match="no area"):
        subdivide(shapely.to_wkb(shapely.Point(0, 0)), np.zeros((0, 2)), np.zeros(0), 6)
