"""Proposals true to their names, seeds side by side, and going on from a division."""

from time import process_time

import numpy as np
import pytest

from comarca.engine.territories import (
    InvalidProblem,
    Options,
    align,
    align_seeds,
    presets_for,
    propose,
)
from comarca.engine.territories.several import worst

from .maps import grid

SHORT = Options(k=4, tolerance={"work": 0.08}, steps=40_000)


@pytest.mark.parametrize("seed", range(3))
def test_the_compact_is_never_farther_and_the_fair_never_less_balanced(seed):
    problem = grid(12, 12, seed)
    found = propose(problem, SHORT)
    assert set(found) == {"most_compact", "fairest"}
    assert found["most_compact"].cost["distance"] <= found["fairest"].cost["distance"] + 1e-6
    assert worst(found["fairest"]) <= worst(found["most_compact"]) + 1e-12


def test_least_change_is_offered_only_where_there_is_something_to_keep():
    assert presets_for(grid(4, 4)) == ("most_compact", "fairest")
    held = grid(4, 4, current=np.repeat([0, 1], 8))
    assert presets_for(held)[-1] == "least_change"


def test_a_seed_gives_the_same_map_beside_others_as_alone():
    problem = grid(10, 10)
    beside = {r.seed: r for r in align_seeds(problem, SHORT, [1, 2, 3])}
    for seed in (1, 2, 3):
        alone = align(problem, Options(k=4, tolerance={"work": 0.08}, steps=40_000, seed=seed))
        assert alone.territory.tobytes() == beside[seed].territory.tobytes()


def test_going_on_from_a_division_is_never_worse():
    problem = grid(14, 14)
    first = align(problem, SHORT)
    again = align(problem, SHORT, start=first.territory.astype(np.int64))
    assert len(again.violations) <= len(first.violations)
    with pytest.raises(InvalidProblem, match="leaves unit 0 out"):
        align(problem, SHORT, start=np.full(196, -1))


def test_the_best_so_far_is_shown_while_the_search_goes_on():
    shown = []
    align(grid(14, 14), SHORT, watch=shown.append)
    assert shown
    assert all(len(each) == 196 and each.min() >= 0 for each in shown)


def test_a_cancel_is_heard_within_a_fifth_of_a_second_of_the_work_done():
    """Between two looks at whether to stop lies little work, also while homes are priced."""
    homes = np.random.default_rng(4).uniform(0, 40_000, (12, 2))
    problem, looks = grid(40, 40, homes=homes), []

    def look(_share, _text):
        looks.append(process_time())
        return len(looks) < 3

    for _ in range(2):  # the first time, what it runs may have to be compiled
        looks.clear()
        found = align(problem, Options(distance="home", tolerance={"work": 0.05}), look)
    assert found.stopped == "cancelled"
    assert (found.territory >= 0).all()
    assert process_time() - looks[-1] < 2 * 0.2  # of the processor, by two threads
