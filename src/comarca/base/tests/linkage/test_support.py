"""What a third record says of two."""

import numpy as np
import pytest

from comarca.base.linkage.support import supported

PAIRS = np.array([[0, 1], [0, 2], [1, 2]])


@pytest.mark.parametrize(
    ("way", "own", "people", "raised"),
    [
        (0.95, 0.2, True, True),
        (0.95, 0.01, True, True),  # a person's lines that know little of each other
        (0.95, 0.01, False, False),  # two branches, each like a third
        (0.95, 0.001, True, False),  # they speak against each other
        (0.8, 0.2, True, False),  # the way by the third is not sure
    ],
)
def test_two_are_the_same_by_a_third_that_surely_is(
    way: float, own: float, people: bool, raised: bool
) -> None:
    share = supported(PAIRS, np.array([way, own, way]), people=people)
    assert share.tolist() == [way, pytest.approx(way * way) if raised else own, way]
