import numpy as np
import pytest

from comarca.territories.insets import boxes, groups

MAINLAND = [[-3.7 + i * 0.5, 40.4] for i in range(11)]


@pytest.mark.parametrize(("far", "parts"), [
    ([-15.4, 28.1], 2),    # Canary Islands from Madrid
    ([2.9, 39.6], 1),      # Mallorca, near enough to stay
    ([-2.9, 33.9], 2),     # beyond the strait, when nothing lies between
    ([55.5, -21.1], 2),    # La Réunion
])  # fmt: skip
def test_what_lies_far_gets_a_frame_and_what_lies_near_does_not(far, parts):
    found = groups(np.array([*MAINLAND, far]))
    assert found.max() + 1 == parts
    assert found[0] == 0


def test_each_part_has_its_box_the_largest_first():
    lonlat = np.array([*MAINLAND, [-15.4, 28.1], [-16.2, 28.4]])
    found = boxes(lonlat, groups(lonlat))
    assert found == [[-3.7, 40.4, pytest.approx(1.3), 40.4], [-16.2, 28.1, -15.4, 28.4]]
