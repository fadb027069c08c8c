"""Divisions of a grid: balanced, whole, repeatable, near the bound."""

from dataclasses import replace

import numpy as np
import pytest

from comarca.engine.territories import Options, align, oversized, preset

from .maps import all_whole, grid

FIVE = {"work": 0.05}


def few(**more):
    return Options(**{"tolerance": FIVE, "steps": 150_000, **more})


@pytest.mark.parametrize("distance", ["centroid", "median"])
def test_a_grid_is_divided_within_the_tolerance(distance):
    problem = grid(16, 16)
    result = align(problem, few(k=7, distance=distance))
    assert result.feasible
    assert all_whole(result.territory, problem.edges, 7)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_may_not():
    problem = grid(14, 14)
    first, again = align(problem, few(k=6)), align(problem, few(k=6))
    assert first.territory.tobytes() == again.territory.tobytes()
    assert align(problem, few(k=6, seed=2)).territory.tobytes() != first.territory.tobytes()


def test_fixed_homes_come_with_a_proven_bound():
    homes = np.array([[2.0, 2], [11, 3], [3, 11], [12, 12], [7, 7]]) * 1000
    result = align(grid(15, 15, homes=homes), few(distance="home"))
    assert result.feasible
    assert result.bound is not None
    assert result.bound <= result.cost["distance"] <= 1.25 * result.bound


def test_no_division_beats_the_bound():
    homes = np.array([[0.0, 0], [2000, 0]])
    problem = grid(3, 2, homes=homes)
    result = align(problem, Options(distance="home", tolerance={"work": 0.6}))
    work, costs = problem.measures["work"], []
    for code in range(2**6):
        terr = np.array([code >> u & 1 for u in range(6)])
        load = np.bincount(terr, weights=work, minlength=2)
        if (np.abs(load / load.mean() - 1) <= 0.6).all() and all_whole(terr, problem.edges, 2):
            costs.append((work * np.linalg.norm(problem.xy - homes[terr], axis=1)).sum())
    assert result.bound <= min(costs) + 1e-6
    assert result.cost["distance"] == pytest.approx(min(costs))


def test_two_measures_are_both_balanced():
    problem = grid(16, 16)
    other = np.random.default_rng(9).uniform(1, 2, problem.size)
    both = replace(problem, measures={**problem.measures, "potential": other})
    result = align(both, few(k=6, tolerance={"work": 0.05, "potential": 0.1}, steps=400_000))
    assert result.feasible


def test_a_land_without_a_bridge_is_told_as_unavoidable():
    problem = grid(6, 6)
    edges = problem.edges[(problem.edges != 35).all(axis=1)]
    cut = replace(problem, edges=edges, edge_length=np.ones(len(edges)), locks=np.full(36, -1))
    result = align(cut, few(k=2))
    assert [v.reason for v in result.violations if v.what == "pieces"] == [
        "spans lands that no border or bridge joins"
    ]


def test_a_bridge_joins_two_lands():
    problem = grid(6, 6)
    away = (problem.edges % 6 == [2, 3]).all(axis=1) & (problem.edges[:, 0] != 2)
    length = np.ones(len(problem.edges))
    length[0] = 0.0
    bridged = replace(problem, edges=problem.edges[~away], edge_length=length[~away])
    result = align(bridged, few(k=1))
    assert result.pieces.tolist() == [1]


def test_a_container_with_one_territory_gets_everything_and_no_blame():
    container = np.array([0] * 36 + [1] * 6)
    result = align(grid(6, 7, container=container), few(k_by_container=(3, 1)))
    assert (result.territory[36:] == 3).all()
    assert result.deviation["work"][3] == 0
    assert result.feasible


def test_containers_are_apportioned_by_the_first_measure():
    container = np.array([0] * 72 + [1] * 24)
    result = align(grid(8, 12, container=container), few(k=8))
    assert np.bincount(result.container).tolist() == [6, 2]


def test_a_unit_that_is_too_heavy_is_proposed_and_then_reported():
    problem = grid(5, 5)
    problem.measures["work"][12] = 100.0
    found = oversized(problem, few(k=4))
    assert [each.unit for each in found] == [12]
    result = align(problem, few(k=4))
    assert {v.what for v in result.violations} == {"tolerance"}
    assert all_whole(result.territory, problem.edges, 4)


def test_cancelling_keeps_the_best_so_far():
    said = []

    def report(share, message):
        said.append(share)
        return len(said) < 2

    problem = grid(20, 20)
    result = align(problem, Options(k=5, tolerance=FIVE, steps=30_000_000), report)
    assert result.stopped == "cancelled"
    assert all_whole(result.territory, problem.edges, 5)


def test_the_time_limit_cuts_short():
    result = align(grid(20, 20), Options(k=5, tolerance=FIVE, steps=200_000_000, time_limit=0.2))
    assert result.stopped == "time"


def test_the_fairest_is_fairer_and_the_least_change_changes_less():
    problem = grid(16, 16)
    today = np.repeat(np.arange(4), 64).reshape(16, 16).T.ravel() // 1
    problem = replace(problem, current=today)
    options = few(k=4, steps=300_000)
    compact, fair, least = (
        align(problem, preset(wish, problem, options))
        for wish in ("most_compact", "fairest", "least_change")
    )
    assert compact.feasible
    assert fair.feasible
    assert least.feasible
    assert np.abs(fair.deviation["work"]).max() < 0.025
    assert least.cost["moved"] < compact.cost["moved"]


def test_units_without_weight_are_divided_too():
    problem = grid(6, 6)
    result = align(replace(problem, measures={"work": np.zeros(36)}), few(k=3))
    assert all_whole(result.territory, problem.edges, 3)
