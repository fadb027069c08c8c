"""Points without borders get neighbours that hang together."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from comarca.engine.neighbours import neighbours
from comarca.engine.territories import Options, Problem, align

POINTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=30)


@given(POINTS)
@settings(max_examples=60, deadline=None)
def test_every_point_is_reached_whatever_lies_on_one_line_or_at_one_place(points):
    xy = np.array(points, dtype=np.float64) * 1000
    pairs, length = neighbours(xy)
    graph = coo_matrix((np.ones(len(pairs)), pairs.T), shape=(len(xy), len(xy)))
    assert connected_components(graph, directed=False)[0] == 1
    assert len(length) == len(pairs)
    assert (length >= 0).all()
    assert (pairs[:, 0] != pairs[:, 1]).all()


def test_a_company_without_areas_is_divided_into_whole_territories():
    dice = np.random.default_rng(3)
    xy = np.concatenate([dice.normal(c, 4000, (60, 2)) for c in ((0, 0), (40_000, 0), (0, 30_000))])
    pairs, length = neighbours(xy)
    problem = Problem(xy=xy, measures={"work": np.ones(len(xy))}, edges=pairs, edge_length=length)
    found = align(problem, Options(k=6, tolerance={"work": 0.1}, steps=60_000))
    assert found.feasible
    assert found.pieces.tolist() == [1] * 6
