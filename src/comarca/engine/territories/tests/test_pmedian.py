"""Medians under capacities: every median has room, weight and demand are separate."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.engine.territories import InvalidProblem, Options, Problem, align


def customers(seed, n=40, room=1.6, k=4):
    rng = np.random.default_rng(seed)
    demand = rng.uniform(1, 3, n)
    return Problem(
        xy=rng.uniform(0, 1000, (n, 2)), measures={"one": np.ones(n), "demand": demand},
        capacity=np.full(n, demand.sum() / k * room), capacity_measure="demand",
    )  # fmt: skip


def median(k, **more):
    return Options(**{"k": k, "distance": "median", "steps": 60_000, **more})


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.integers(0, 10_000))
def test_nothing_is_over_capacity_and_the_cost_is_that_of_the_medians(seed):
    problem = customers(seed, room=1.2)
    result = align(problem, median(4))
    assert result.feasible
    load = np.bincount(result.territory, problem.measures["demand"], minlength=4)
    assert (load <= problem.capacity[0] + 1e-9).all()
    far = np.linalg.norm(problem.xy - result.centres[result.territory], axis=1)
    assert result.cost["distance"] == pytest.approx(far.sum())
    assert result.bound <= result.cost["distance"]


@pytest.mark.parametrize("seed", range(5))
def test_a_small_one_is_solved_to_the_optimum(seed):
    problem = customers(seed, n=7, room=1.4, k=2)
    far = np.linalg.norm(problem.xy[:, None] - problem.xy, axis=2)
    demand, room, best = problem.measures["demand"], problem.capacity[0], np.inf
    for pair in combinations(range(7), 2):
        for choice in product((0, 1), repeat=7):
            if (np.bincount(choice, demand, minlength=2) <= room).all():
                best = min(best, sum(far[u, pair[t]] for u, t in enumerate(choice)))
    result = align(problem, median(2))
    assert result.cost["distance"] <= best * 1.02


def test_travel_times_stand_for_the_straight_line():
    problem = customers(3, n=20)
    line = np.abs(problem.xy[:, None, 0] - problem.xy[None, :, 0])
    by_table = Problem(**{**vars(problem), "travel": line})
    result = align(by_table, median(3))
    at = [int(np.flatnonzero((problem.xy == c).all(axis=1))[0]) for c in result.centres]
    spent = line[np.arange(20), np.array(at)[result.territory]].sum()
    assert result.cost["distance"] == pytest.approx(spent)


def test_a_table_of_the_wrong_shape_is_refused():
    problem = Problem(**{**vars(customers(1)), "travel": np.zeros((40, 3))})
    with pytest.raises(InvalidProblem, match=r"must be \(40, 40\)"):
        align(problem, median(3))
