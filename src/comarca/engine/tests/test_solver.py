import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix, identity, kron, vstack

from comarca.engine.solver import Model, solved


def assignment(cost: np.ndarray, *, whole: bool) -> Model:
    n, ones = len(cost), np.ones((1, len(cost)))
    rows = vstack([kron(identity(n), ones), kron(ones, identity(n))])
    each = np.ones(2 * n)
    return Model(
        cost.ravel(), rows, each, each, np.zeros(n * n), np.ones(n * n), np.full(n * n, whole)
    )


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 5), st.integers(0, 99), st.booleans())
def test_an_assignment_costs_what_the_hungarian_method_finds(n, seed, whole):
    cost = np.random.default_rng(seed).integers(0, 50, (n, n)).astype(float)
    found = solved(assignment(cost, whole=whole))
    assert found is not None
    assert found.proven
    pairs = linear_sum_assignment(cost)
    assert abs(found.x @ cost.ravel() - cost[pairs].sum()) < 1e-6


def test_prices_say_what_a_limit_is_worth():
    at_least_3 = Model(
        np.array([2.0]), csr_matrix([[1.0]]), np.array([3.0]), np.array([np.inf]),
        np.zeros(1), np.array([np.inf]), np.zeros(1, dtype=bool),
    )  # fmt: skip
    found = solved(at_least_3)
    assert found is not None
    assert found.x.tolist() == [3.0]
    assert found.price.tolist() == [2.0]


def test_what_cannot_be_has_no_answer():
    contradiction = Model(
        np.zeros(1), csr_matrix([[1.0]]), np.array([3.0]), np.array([np.inf]), np.zeros(1),
        np.ones(1), np.ones(1, dtype=bool),
    )  # fmt: skip
    assert solved(contradiction) is None


def market_split() -> Model:
    """Return a model (Cornuéjols and Dawande, 1998) that takes any solver hours."""
    numbers = np.random.default_rng(3).integers(0, 100, (5, 45)).astype(float)
    half = np.floor(numbers.sum(axis=1) / 2)
    rows = csr_matrix(np.hstack([numbers, np.eye(5), -np.eye(5)]))
    return Model(
        np.r_[np.zeros(45), np.ones(10)], rows, half, half, np.zeros(55),
        np.r_[np.ones(45), np.full(10, np.inf)], np.arange(55) < 45,
    )  # fmt: skip


def test_a_cancel_is_answered_at_once_and_stops_the_solver():
    asked = 0

    def go_on() -> bool:
        nonlocal asked
        asked += 1
        return asked < 4

    assert solved(market_split(), go_on) is None  # hours before it would end by itself
    assert asked == 4
