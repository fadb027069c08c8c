"""Pieces are counted in one place; the map's count while one drags gives the same."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.engine.pieces import count_pieces
from comarca.engine.territories.graph import graph_of, parts

# The map counts again while units are dragged, before any server could answer.
SHARED = Path(__file__).parents[4] / "frontend/src/map/pieces.cases.json"
CASES = json.loads(SHARED.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_cases_that_the_map_is_held_to(case):
    edges = np.array(case["borders"], np.int64).reshape(-1, 2)
    found = count_pieces(np.array(case["territory"], np.int64), edges, case["count"])
    assert found.tolist() == case["pieces"]


@given(
    st.lists(st.integers(-1, 3), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30),
)
def test_the_compiled_search_sees_as_many(homes, pairs):
    territory = np.array(homes, np.int64)
    edges = np.array([p for p in pairs if max(p) < len(homes)], np.int64).reshape(-1, 2)
    graph = graph_of(len(homes), edges, None)
    part, _count = parts(graph.start, graph.other, territory)
    searched = [len(set(part[territory == t].tolist())) for t in range(4)]
    assert count_pieces(territory, edges, 4).tolist() == searched
