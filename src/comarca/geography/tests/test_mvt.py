"""Vector tiles, read back by Mapbox's own reader."""

import mapbox_vector_tile
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comarca.geography import mvt

point = st.tuples(st.integers(-64, 4160), st.integers(-64, 4160))
DOWN = {"y_coord_down": True}


def read(tile, layer):
    return mapbox_vector_tile.decode(tile, default_options=DOWN)[layer]["features"]


@given(st.lists(st.tuples(point, st.integers(1, 2**32 - 1)), min_size=1, max_size=30))
def test_points_are_read_back_with_their_ids_and_properties(rows):
    points, ids = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    names = [{"name": f"ñ{i}", "big": bool(i % 2)} for i in ids]
    features = read(mvt.encode_points("accounts", points, ids, names), "accounts")
    assert [tuple(f["geometry"]["coordinates"]) for f in features] == [row[0] for row in rows]
    assert [f["id"] for f in features] == ids.tolist()
    assert [f["properties"] for f in features] == names


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(10, 2000), st.integers(1, 4))
def test_a_polygon_is_read_back_with_its_hole(x, y, size, inset):
    outer = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    a, b = inset, size - inset
    hole = [(x + a, y + a), (x + a, y + b), (x + b, y + b), (x + b, y + a)]
    rings = [np.array([*ring, ring[0]], dtype=np.int64) for ring in (outer, hole)]
    layer = mvt.Layer("units")
    layer.add(mvt.POLYGON, mvt.polygon_geometry(rings), {"name": "Ávila"}, 7)
    (feature,) = read(layer.encode(), "units")
    assert feature["geometry"]["type"] == "Polygon"
    read_back = feature["geometry"]["coordinates"]
    assert [[tuple(p) for p in ring[:-1]] for ring in read_back] == [outer, hole]
    assert (feature["id"], feature["properties"]) == (7, {"name": "Ávila"})


def test_an_empty_layer_is_nothing():
    assert mvt.encode_points("accounts", np.zeros((0, 2), dtype=np.int64), None) == b""
