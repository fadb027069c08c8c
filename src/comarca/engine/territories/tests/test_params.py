"""The numbers of the search are checked when they are given."""

import pytest

from comarca.engine.territories import InvalidProblem, SearchParams
from comarca.engine.territories.late_params import PatchParams, RecutParams


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"sweeps": 0}, "sweeps must be above 0"),
        ({"temperature_end": 1.0}, "must not be above"),
        ({"soft": 1.5}, "at most 1"),
        ({"chains": -0.1}, "chains must be above"),
        ({"penalty_end": float("inf")}, "penalty_end"),
    ],
)
def test_a_number_out_of_range_is_refused_by_name(wrong, says):
    with pytest.raises(InvalidProblem, match=says):
        SearchParams(**wrong)


def test_the_numbers_of_what_surrounds_the_search_are_checked_too():
    with pytest.raises(InvalidProblem, match="nodes must be above 0"):
        PatchParams(nodes=0)
    assert RecutParams(walks=0).walks == 0


def test_doing_without_a_phase_is_allowed():
    assert SearchParams(chains=0.0, restarts=0, hard_sweeps=0).restarts == 0
