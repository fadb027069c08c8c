"""Bad input is refused at the door, and the message names the index."""

from dataclasses import replace

import numpy as np
import pytest

from comarca.engine.territories import InvalidProblem, Options, align

from .maps import grid


def ones(bad, value):
    values = np.ones(9)
    values[bad] = value
    return values


@pytest.mark.parametrize(
    ("changes", "options", "says"),
    [
        ({"measures": {"work": ones(4, np.nan)}}, {"k": 2}, "work of unit 4 is not a number"),
        ({"measures": {"work": ones(5, -1)}}, {"k": 2}, "work of unit 5 is negative"),
        ({"measures": {"work": np.ones(3)}}, {"k": 2}, "3 rows"),
        ({"measures": {}}, {"k": 2}, "measure is needed"),
        ({"xy": np.full((9, 2), np.inf)}, {"k": 2}, "place of unit 0"),
        ({"edges": np.array([[0, 1], [2, 9]]), "edge_length": None}, {"k": 2}, "Border 1"),
        ({"edge_length": np.ones(1)}, {"k": 2}, "one length"),
        ({"locks": np.full(9, 2)}, {"k": 2}, "lock of unit 0"),
        ({"current": np.full(9, -2)}, {"k": 2}, "below -1"),
        ({"forbids": np.array([[0, 0], [9, 0]])}, {"k": 2}, "pair 1"),
        ({"forbids": np.array([[3, 0], [3, 1]])}, {"k": 2}, "Unit 3 is forbidden in every"),
        ({"homes": np.zeros((3, 2))}, {"k": 2}, "2 territories need 2 homes"),
        ({}, {"k": 0}, "at least 1"),
        ({}, {"k": 10}, "10 territories cannot be made of 9"),
        ({}, {"k": 2, "tolerance": {"worth": 0.1}}, "no such measure"),
        ({}, {"k": 2, "tolerance": {"work": 0.0}}, "above 0"),
        ({}, {"k": 2, "max_moved": 1.5}, "between 0 and 1"),
        ({}, {"k": 2, "distance": "home"}, "needs the homes"),
        ({"together": np.zeros(9, int)}, {"k": 2}, "2 territories cannot be made of 1 groups"),
        ({"container": np.array([0] * 8 + [2])}, {"k": 3}, "Container 1 has no unit"),
    ],
)
def test_the_message_names_what_is_wrong(changes, options, says):
    with pytest.raises(InvalidProblem, match=says):
        align(replace(grid(3, 3), **changes), Options(**options))


def test_a_group_locked_apart_is_refused():
    problem = grid(3, 3, together=np.array([0, 0] + [-1] * 7), locks=np.array([0, 1] + [-1] * 7))
    with pytest.raises(InvalidProblem, match="Unit 1 is locked apart"):
        align(problem, Options(k=2))


def test_a_lock_into_another_container_is_refused():
    container = np.array([0] * 6 + [1] * 3)
    problem = grid(3, 3, container=container, locks=np.array([1] + [-1] * 8))
    with pytest.raises(InvalidProblem, match="Unit 0 is locked into a territory of another"):
        align(problem, Options(k=2))
