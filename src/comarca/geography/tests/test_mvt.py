import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comarca.geography import mvt
from comarca.geography.tests.decoding import decode, numbers

point = st.tuples(st.integers(-64, 4160), st.integers(-64, 4160))


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_varints_are_read_back(values):
    assert numbers(mvt.varints(np.array(values, dtype=np.uint64))) == values


@given(st.lists(point, min_size=1, max_size=30))
def test_points_are_read_back(points):
    ids = np.arange(1, len(points) + 1)
    names = [{"name": f"ñ{i}", "big": bool(i % 2)} for i in ids]
    tile = decode(mvt.encode_points("accounts", np.array(points), ids, names))["accounts"]
    assert [f["paths"][0][0] for f in tile] == points
    assert [f["id"] for f in tile] == ids.tolist()
    assert [f["properties"]["name"] for f in tile] == [n["name"] for n in names]


@given(
    st.lists(point, min_size=3, max_size=12, unique=True), st.lists(point, min_size=3, max_size=5)
)
def test_rings_are_read_back(outer, hole):
    rings = [np.array([*ring, ring[0]], dtype=np.int64) for ring in (outer, hole)]
    layer = mvt.Layer("units")
    layer.add(mvt.POLYGON, mvt.polygon_geometry(rings), {}, 7)
    (feature,) = decode(layer.encode())["units"]
    assert feature["paths"] == [outer, hole]


def test_an_empty_layer_is_nothing():
    assert mvt.encode_points("accounts", np.zeros((0, 2), dtype=np.int64), None) == b""
