import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from comarca.territories.planning.colouring import colours

EDGES = np.array([(0, 1), (1, 2), (2, 3), (3, 4)])


@given(
    st.lists(st.sampled_from([0, 7, 8, 9]), min_size=5, max_size=5),
    st.dictionaries(st.sampled_from([7, 8, 9]), st.integers(0, 9)),
)
def test_neighbours_differ_and_where_none_are_alike_each_keeps_its_colour(homes, before):
    territory = np.array(homes)
    found = colours(EDGES, territory, before)
    near = {(homes[a], homes[b]) for a, b in EDGES if homes[a] != homes[b]}
    near = {(a, b) for a, b in near if a and b}
    assert all(found[a] != found[b] for a, b in near)
    if all(before.get(a, -1) != before.get(b, -2) for a, b in near):
        assert all(found[home] == colour for home, colour in before.items())
