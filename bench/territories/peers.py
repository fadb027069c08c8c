"""The same maps by GerryChain, spopt, k-means-constrained and a HiGHS model, judged alike.

They are installed by ``make bench-territories`` from ``requirements/bench-territories.lock`` alone.
"""

import random
import resource
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from checker import judge
from instances import Instance, balanced

Solve = Callable[[Instance, float], np.ndarray]


def gerrychain(instance: Instance, seconds: float) -> np.ndarray:
    """Return short bursts from a tree partition (Cannon and others 2023), least cut borders."""
    import networkx as nx
    from gerrychain import Graph, MarkovChain, Partition, accept, constraints, updaters
    from gerrychain.proposals import recom
    from gerrychain.tree import recursive_tree_part

    random.seed(1)
    problem, k = instance.problem, int(instance.options.k or 0)
    tolerance = instance.options.tolerance["w"]
    plain = nx.Graph()
    plain.add_nodes_from((i, {"w": float(w)}) for i, w in enumerate(problem.weight))
    plain.add_edges_from(problem.edges.tolist())
    graph, ideal = Graph.from_networkx(plain), problem.weight.sum() / k
    parts = recursive_tree_part(graph, range(k), ideal, "w", tolerance * 0.98, 1)
    now = Partition(graph, parts, {"w": updaters.Tally("w"), "cut": updaters.cut_edges})
    step = partial(recom, pop_col="w", pop_target=ideal, epsilon=tolerance, node_repeats=2)
    end, best = time.process_time() + seconds, now
    while time.process_time() < end:
        chain = MarkovChain(
            step, [constraints.contiguous, constraints.within_percent_of_ideal_population(
                best, tolerance, pop_key="w")], accept.always_accept, best, 10,
        )  # fmt: skip
        for each in chain:
            if len(each["cut"]) < len(best["cut"]):
                best = each
    return np.array([best.assignment[i] for i in range(problem.size)])


def constrained(instance: Instance, _seconds: float) -> np.ndarray:
    """Return k-means with sizes held to the tolerance (it counts units, not their weight)."""
    from k_means_constrained import KMeansConstrained

    problem, k = instance.problem, int(instance.options.k or 0)
    mean, tolerance = problem.size / k, instance.options.tolerance["w"]
    model = KMeansConstrained(
        k, size_min=int(mean * (1 - tolerance)), size_max=int(mean * (1 + tolerance)) + 1,
        random_state=1, n_init=1,
    )  # fmt: skip
    return np.asarray(model.fit_predict(problem.xy))


def ward(instance: Instance, _seconds: float) -> np.ndarray:
    """Return spopt's Ward clusters, held together by the borders."""
    import geopandas as gpd
    import libpysal
    from spopt.region import WardSpatial

    problem, n = instance.problem, instance.problem.size
    near: dict[int, list[int]] = {i: [] for i in range(n)}
    for a, b in problem.edges.tolist():
        near[a].append(b)
        near[b].append(a)
    places = gpd.points_from_xy(*problem.xy.T)
    frame = gpd.GeoDataFrame({"x": problem.xy[:, 0], "y": problem.xy[:, 1]}, geometry=places)
    model = WardSpatial(frame, libpysal.weights.W(near), ["x", "y"], int(instance.options.k or 0))
    model.solve()
    return np.asarray(model.labels_)


def highs(instance: Instance, seconds: float) -> np.ndarray:
    """Return the best whole assignment to fixed centres within the tolerance, by HiGHS.

    The centres are those of a k-means; contiguity, which needs a cut for each break, is left out.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_matrix, vstack
    from scipy.spatial import cKDTree
    from sklearn.cluster import KMeans

    problem, k = instance.problem, int(instance.options.k or 0)
    xy, weight, n = problem.xy, problem.weight, problem.size
    middle = KMeans(k, random_state=1, n_init=1).fit(xy, sample_weight=weight + 1e-9)
    far, near = cKDTree(middle.cluster_centers_).query(xy, k=8)
    unit, home, column = np.repeat(np.arange(n), 8), near.ravel(), np.arange(8 * n)
    once = coo_matrix((np.ones(8 * n), (unit, column)))
    load = coo_matrix((weight[unit], (home, column)), shape=(k, 8 * n))
    mean, share = weight.sum() / k, instance.options.tolerance["w"]
    rules = LinearConstraint(
        vstack([once, load]), np.r_[np.ones(n), np.full(k, mean * (1 - share))],
        np.r_[np.ones(n), np.full(k, mean * (1 + share))],
    )  # fmt: skip
    answer = milp(
        (far * weight[:, None]).ravel(), integrality=np.ones(8 * n), bounds=Bounds(0, 1),
        constraints=rules, options={"time_limit": seconds, "mip_rel_gap": 1e-3},
    )  # fmt: skip
    if answer.x is None:
        raise RuntimeError(f"no solution in {seconds:.0f} s")
    return near[np.arange(n), answer.x.reshape(n, 8).argmax(axis=1)]


SOLVERS: dict[str, tuple[str, str, Solve]] = {
    "gerrychain": ("GerryChain short bursts", "gerrychain", gerrychain),
    "kmeans": ("k-means-constrained", "k-means-constrained", constrained),
    "ward": ("spopt WardSpatial", "spopt", ward),
    "highs": ("HiGHS, assignment to centres without contiguity", "highspy", highs),
}
PEERS = (
    "peer:gerrychain:us50", "peer:gerrychain:es50", "peer:gerrychain:es100",
    "peer:gerrychain:es200", "peer:ward:us50", "peer:ward:es50", "peer:ward:es200",
    "peer:kmeans:us50", "peer:kmeans:es200", "peer:highs:us50", "peer:highs:es50",
)  # fmt: skip


def peer(key: str, folder: Path, seconds: float) -> dict[str, Any]:
    """Let one peer divide one map; return what the checker counts.

    ``seconds`` are those of the processor for GerryChain and of the clock for HiGHS; the others
    take no limit.
    """
    _, which, name = key.split(":")
    label, package, solve = SOLVERS[which]
    instance = balanced(folder, name)
    begun = time.process_time()
    terr = solve(instance, seconds)
    spent = time.process_time() - begun
    _, terr = np.unique(terr, return_inverse=True)
    container = np.zeros(int(instance.options.k or 0), dtype=int)
    seen = judge(instance.problem, instance.options, terr, container)
    return {
        "label": f"{label} {version(package)}", "name": name, "km": seen.km, "cut": seen.cut,
        "within": seen.within, "broken": seen.broken, "worst": seen.worst, "cpu": spent,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip
