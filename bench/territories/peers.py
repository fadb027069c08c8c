"""The same maps by GerryChain, spopt and k-means-constrained, judged by the same checker.

They are installed by ``make bench-territories`` from ``requirements/bench.lock`` alone.
"""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

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
    end, best = time.monotonic() + seconds, now
    while time.monotonic() < end:
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
    """Return Ward's clusters held together by the borders."""
    from scipy.sparse import coo_matrix
    from sklearn.cluster import AgglomerativeClustering

    edges, n = instance.problem.edges, instance.problem.size
    both = np.concatenate([edges, edges[:, ::-1]])
    links = coo_matrix((np.ones(len(both)), both.T), shape=(n, n)).tocsr()
    model = AgglomerativeClustering(int(instance.options.k or 0), connectivity=links)
    return np.asarray(model.fit_predict(instance.problem.xy))


PEERS: dict[str, tuple[str, Solve]] = {
    "GerryChain short bursts": ("gerrychain", gerrychain),
    "k-means-constrained": ("k-means-constrained", constrained),
    "Ward with borders (as spopt's WardSpatial)": ("scikit-learn", ward),
}


def rows(
    folder: Path, names: tuple[str, ...] = ("us50", "es50"), seconds: float = 60.0
) -> Iterator[str]:
    """Give a row for each peer and map; one that fails says so."""
    for label, (package, solve) in PEERS.items():
        for name in names:
            instance = balanced(folder, name)
            begun = time.process_time()
            try:
                terr = solve(instance, seconds)
            except Exception as error:  # noqa: BLE001  a peer that fails is a result
                yield f"| {label} | {name} | fails: {type(error).__name__} {error} |"
                continue
            spent = time.process_time() - begun
            _, terr = np.unique(terr, return_inverse=True)
            options = instance.options
            seen = judge(instance.problem, options, terr, np.zeros(int(options.k or 0), dtype=int))
            yield (
                f"| {label} {version(package)} | {name} | {spent:.1f} s | {seen.km:.2f} km | "
                f"cut {seen.cut} | {100 * seen.within:.1f} % of territories valid |"
            )
