"""300 small instances against the optimum that a MILP solver (HiGHS) proves."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from comarca.engine.territories import Options, Problem, SearchParams, align

from .maps import all_whole

SEARCHED = SearchParams(exact_divisions=1)


def instance(seed, n_most=13):
    """Return a random connected map with homes, weights that can be balanced, and options."""
    rng = np.random.default_rng(seed)
    n, k = int(rng.integers(8, n_most)), int(rng.integers(2, 4))
    xy = rng.uniform(0, 100_000, (n, 2))
    near = np.argsort(np.linalg.norm(xy[:, None] - xy, axis=2), axis=1)
    edges = {(int(near[i, 0]), int(near[i, j])) for i in range(n) for j in (1, 2, 3)}
    edges |= {(i, i + 1) for i in range(n - 1)}
    edges = sorted({(min(a, b), max(a, b)) for a, b in edges if a != b})
    problem = Problem(
        xy=xy, measures={"work": rng.uniform(1, 3, n)}, edges=np.array(edges),
        homes=rng.uniform(0, 100_000, (k, 2)),
    )  # fmt: skip
    return problem, Options(distance="home", tolerance={"work": 0.35}, border_weight=0.0, seed=seed)


def optimum(problem, tolerance):
    """Return the least cost at the homes with every territory whole, or None: flows for contiguity.

    A territory sends one unit of flow to each of its units from a root of its own choice.
    """
    n, k = problem.size, len(problem.homes)
    work = problem.measures["work"]
    arcs = [(a, b) for a, b in problem.edges] + [(b, a) for a, b in problem.edges]
    x, root = np.arange(n * k).reshape(n, k), n * k + np.arange(n * k).reshape(n, k)
    flow = 2 * n * k + np.arange(len(arcs) * k).reshape(len(arcs), k)
    sent = 2 * n * k + len(arcs) * k + np.arange(n * k).reshape(n, k)
    size = int(sent.max()) + 1
    rows, low, high = [], [], []

    def add(terms, lo, hi):
        row = np.zeros(size)
        for column, value in terms:
            row[column] += value
        rows.append(row)
        low.append(lo)
        high.append(hi)

    mean = work.sum() / k
    for u in range(n):
        add([(x[u, t], 1) for t in range(k)], 1, 1)
    for t in range(k):
        add([(x[u, t], work[u]) for u in range(n)], mean * (1 - tolerance), mean * (1 + tolerance))
        add([(root[u, t], 1) for u in range(n)], 1, 1)
        for u in range(n):
            add([(sent[u, t], 1), (root[u, t], -n)], -np.inf, 0)
            into = [(flow[e, t], 1) for e, (_, b) in enumerate(arcs) if b == u]
            out = [(flow[e, t], -1) for e, (a, _) in enumerate(arcs) if a == u]
            add([*into, *out, (sent[u, t], 1), (x[u, t], -1)], 0, 0)
        for e, (a, b) in enumerate(arcs):
            add([(flow[e, t], 1), (x[a, t], -n)], -np.inf, 0)
            add([(flow[e, t], 1), (x[b, t], -n)], -np.inf, 0)
    cost = np.zeros(size)
    far = np.linalg.norm(problem.xy[:, None] - problem.homes, axis=2)
    cost[: n * k] = (far * work[:, None]).ravel()
    upper = np.full(size, float(n))
    upper[: 2 * n * k] = 1
    whole = np.zeros(size)
    whole[: 2 * n * k] = 1
    found = milp(
        cost, integrality=whole, bounds=Bounds(np.zeros(size), upper),
        constraints=LinearConstraint(np.array(rows), low, high), options={"mip_rel_gap": 1e-9},
    )  # fmt: skip
    return float(found.fun) if found.status == 0 else None


@pytest.mark.parametrize("block", range(10))
def test_no_bound_above_the_optimum_no_answer_below_it_and_none_missed(block):
    gaps = []
    for seed in range(30 * block, 30 * block + 30):
        problem, options = instance(seed)
        best = optimum(problem, 0.35)
        looked = align(problem, options)
        searched = align(problem, options, params=SEARCHED)
        assert looked.feasible == (best is not None), seed
        if best is None:
            continue
        assert looked.bound <= best * (1 + 1e-7), seed
        if looked.bound_kind == "exact":
            assert looked.cost["distance"] == pytest.approx(best, rel=1e-6), seed
            assert looked.bound == pytest.approx(best, rel=1e-6), seed
        assert searched.bound <= best * (1 + 1e-7), seed
        if searched.feasible:
            assert all_whole(searched.territory, problem.edges, len(problem.homes))
            assert searched.cost["distance"] >= best * (1 - 1e-7), seed
            gaps.append(searched.cost["distance"] / best - 1)
        else:
            gaps.append(1.0)
    assert np.mean(gaps) < 0.02, np.round(gaps, 3)
