"""What is told about a division: figures, changes, colours, people."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.territories import assign_people, colour, compare, describe

from .maps import grid

HALVES = np.repeat([0, 1], 8)


def told(**more):
    p = grid(4, 4)
    return describe(HALVES, 2, p.xy, {"work": np.ones(16)}, p.edges, p.edge_length, **more)


def test_figures_of_two_halves():
    figures = told()
    assert figures.totals["work"].tolist() == [8, 8]
    assert figures.deviation["work"].tolist() == [0, 0]
    assert figures.border.tolist() == [4, 4]
    assert figures.pieces.tolist() == [1, 1]


def test_compactness_is_polsby_popper_where_areas_are_known():
    figures = told(area=np.ones(16), perimeter=np.full(16, 4.0))
    assert figures.compactness[0] == pytest.approx(4 * np.pi * 8 / 12**2)


def test_an_empty_territory_has_figures_too():
    p = grid(4, 4)
    figures = describe(HALVES, 3, p.xy, p.measures, p.edges, p.edge_length)
    assert figures.units.tolist() == [8, 8, 0]
    assert figures.pieces.tolist() == [1, 1, 0]


def test_a_change_counts_what_each_gains_and_loses():
    after = HALVES.copy()
    after[[4, 5]] = 1
    change = compare(HALVES, after, 2, {"work": np.ones(16)})
    assert change.units.tolist() == [4, 5]
    assert change.share["work"] == 2 / 16
    assert change.gained["work"].tolist() == [0, 2]
    assert change.lost["work"].tolist() == [2, 0]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 7), min_size=25, max_size=25))
def test_no_two_neighbours_share_a_colour(territory):
    edges = grid(5, 5).edges
    owner = np.array(territory)
    painted = colour(owner, edges, 8)
    a, b = owner[edges].T
    assert (painted[a][a != b] != painted[b][a != b]).all()
    again = colour(owner, edges, 8, before=painted)
    assert again.tolist() == painted.tolist()


def test_a_short_palette_is_extended_rather_than_repeated():
    everyone = np.array([[a, b] for a in range(5) for b in range(a)])
    assert len(set(colour(np.arange(5), everyone, 5, palette=3).tolist())) == 5


def test_people_get_the_nearest_territory_and_some_get_none():
    centres = np.array([[0.0, 0], [9000, 0], [50000, 0]])
    assert assign_people(centres, np.array([[8000.0, 0], [1000, 0]])).tolist() == [1, 0, -1]
