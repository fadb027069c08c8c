"""How far two values agree: the same whether one pair is compared or many, either way round."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.base.linkage import Column, Kind
from comarca.base.linkage.levels import compare, top

PARTS = {
    Kind.POINT: ("-3.70 40.41", "-3.70 40.42", "2.17 41.38", ""),
    Kind.DATE: ("19730323", "19730410", "20050721", "23031973", ""),
    Kind.EMAIL: ("ana@sol.es", "ana.ruiz@sol.es", "a@b.com", "ana@gmail.com", ""),
    Kind.PHONE: ("911234567", "34911234567", "911234568", "600111222", ""),
}
WORDS = (
    "bar sol",
    "sol bar",
    "bar sol 3",
    "bar sol 4",
    "calle mayor 3",
    "mayor",
    "talleres nunez",
    "",
)


def level(kind: Kind, a: str, b: str) -> int:
    return int(compare(Column("", kind, [a, b]), np.array([0]), np.array([1]))[0])


@given(st.sampled_from(Kind), st.data())
def test_pairs_are_judged_alike_together_alone_and_turned_round(
    kind: Kind, data: st.DataObject
) -> None:
    values = data.draw(st.lists(st.sampled_from(PARTS.get(kind, WORDS)), min_size=2, max_size=6))
    left, right = np.triu_indices(len(values), 1)
    together = compare(Column("", kind, values), left, right).tolist()
    pairs = [(values[a], values[b]) for a, b in zip(left, right, strict=True)]
    assert together == [level(kind, a, b) for a, b in pairs]
    assert together == [level(kind, b, a) for a, b in pairs]
    for said, (a, b) in zip(together, pairs, strict=True):
        assert (said == 0) == (not a or not b)
        assert (said == top(kind)) or a != b or not a


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("h.k@sharp.com", "f.j@sharp.com", 1),  # colleagues
        ("h.k@shhrp.com", "f.j@sharp.com", 1),
        ("ana.ruiz@repsol.com", "eva.gil@repsol.com", 1),
        ("ana.ruiz@repsol.com", "ana.riuz@repsol.com", 3),
        ("ana.ruiz@repsol.com", "ana.ruiz@gmail.com", 3),
        ("v.clark@campbell.com", "vclarak@cambel.co", 2),
        ("ana@sol.es", "ana@sol.es", 4),
    ],
)
def test_colleagues_share_a_domain_and_are_two(a: str, b: str, agree: int) -> None:
    assert level(Kind.EMAIL, a, b) == agree


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("repsol a 31 1", "repsol a 31 2", True),  # the two sides of a road: "A-31 (1)", "(2)"
        ("repsol a 31 1", "repsol a 31", False),
        ("repsol a 31 1", "repsol la a 31 2", False),
        ("bar sol 3", "bar sol 4", True),
    ],
)
def test_names_counted_apart_are_different_shops(a: str, b: str, differ: bool) -> None:
    assert (level(Kind.COMPANY, a, b) == 1) is differ
