"""Pictures of any country: far parts stand in frames, near ones stay where they are."""

import re

import shapely

from comarca.territories.planning.picture import WIDTH, draw


def test_a_far_island_stands_in_a_frame_below_and_the_mainland_fills_the_width():
    shapes = {(1, 0): shapely.box(-9, 36, 3, 43), (2, 1): shapely.box(-18, 27.6, -13.4, 29.4)}
    svg = draw(shapes, {1: 0, 2: 3})
    assert svg.count("<rect") == 1
    assert "#5b9bd5" in svg
    assert "#44bb99" in svg
    main = [float(x) for x in re.findall(r"[ML]([\d.]+) ", svg.split("<path")[1])]
    assert min(main) < 10
    assert max(main) > WIDTH - 10


def test_florida_and_texas_stay_on_their_mainland():
    states = {(1, 0): shapely.box(-124, 25, -67, 49)}
    assert "<rect" not in draw(states, {})
