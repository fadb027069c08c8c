"""An independent judge of a division: shares no code with the engine, only NumPy and SciPy.

Checks that every unit has one territory, and counts afresh: balance, contiguity (by SciPy's
connected components), locks, forbidden pairs, groups, containers, the share moved, distance to
the centroid and borders cut. ``Verdict.problems`` is empty for a valid answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from comarca.engine.territories import Options, Problem

Array = np.ndarray


@dataclass(frozen=True)
class Verdict:
    """What was counted, and every condition that is broken.

    ``km`` is the weighted mean distance to the centroid, ``cut`` the borders between
    territories, ``worst`` the largest deviation of a measure with a tolerance, ``within`` the
    share of territories that are whole and within it.
    """

    km: float
    cut: int
    worst: float
    within: float
    broken: int
    moved: float
    problems: tuple[str, ...]


def centroid_km(xy: Array, weight: Array, terr: Array, k: int) -> float:
    """Return the weighted mean distance to the own territory's centroid, in km."""
    mass = weight + 1e-12
    inside = np.maximum(np.bincount(terr, mass, minlength=k), 1e-300)
    centre = [np.bincount(terr, mass * xy[:, axis], minlength=k) / inside for axis in (0, 1)]
    far = np.hypot(xy[:, 0] - centre[0][terr], xy[:, 1] - centre[1][terr])
    return float((weight * far).sum() / max(weight.sum(), 1e-300) / 1000)


def pieces(edges: Array, terr: Array, k: int) -> Array:
    """Return in how many parts each territory lies."""
    n = len(terr)
    inner = edges[terr[edges[:, 0]] == terr[edges[:, 1]]]
    graph = coo_matrix((np.ones(len(inner)), (inner[:, 0], inner[:, 1])), shape=(n, n))
    count, label = connected_components(graph, directed=False)
    owner = np.zeros(count, dtype=int)
    owner[label] = terr
    return np.bincount(owner, minlength=k)


def deviations(problem: Problem, terr: Array, container: Array) -> Iterator[tuple[str, Array]]:
    """Give the deviation of each territory's total from its container's mean, by measure."""
    for name, values in problem.measures.items():
        load = np.bincount(terr, values, minlength=len(container))
        mean = np.array([load[container == c].mean() for c in container])
        yield name, np.abs(load / np.where(mean > 0, mean, 1) - (mean > 0))


def wishes_broken(problem: Problem, terr: Array, container: Array) -> Iterator[str]:
    """Name the locks, pairs, groups and containers that are not kept."""
    if problem.locks is not None:
        held = problem.locks >= 0
        if (terr[held] != problem.locks[held]).any():
            yield "a lock is broken"
    if problem.forbids is not None and any(terr[u] == t for u, t in problem.forbids):
        yield "a forbidden pair is used"
    if problem.together is not None:
        held = problem.together >= 0
        pairs = np.unique(np.column_stack([problem.together[held], terr[held]]), axis=0)
        if len(pairs) > len(np.unique(problem.together[held])):
            yield "a group is split"
    if problem.container is not None and (container[terr] != problem.container).any():
        yield "containers mix"


def share_moved(problem: Problem, terr: Array) -> float:
    """Return the share of the first measure that left its current territory."""
    if problem.current is None:
        return 0.0
    weight, tied = next(iter(problem.measures.values())), problem.current >= 0
    gone = tied & (problem.current != terr)
    return float(weight[gone].sum() / max(weight[tied].sum(), 1e-300))


def judge(problem: Problem, options: Options, territory: Array, container: Array) -> Verdict:
    """Return the verdict; ``container`` is that of each territory."""
    terr, k = np.asarray(territory, dtype=np.int64), len(container)
    n = len(problem.xy)
    if terr.shape != (n,) or terr.min() < 0 or terr.max() >= k:
        return Verdict(np.nan, 0, np.inf, 0.0, k, 0.0, ("not one territory for each unit",))
    found = list(wishes_broken(problem, terr, container))
    worst, inside = 0.0, np.ones(k, dtype=bool)
    for name, off in deviations(problem, terr, container):
        if name in options.tolerance:
            worst = max(worst, float(off.max()))
            inside &= off <= options.tolerance[name] + 1e-9
    edges = np.zeros((0, 2), int) if problem.edges is None else np.asarray(problem.edges)
    parts = np.ones(k) if problem.edges is None else pieces(edges, terr, k)
    found += [f"{int((~inside).sum())} territories outside the tolerance"] * (not inside.all())
    found += [f"{int((parts != 1).sum())} territories in pieces"] * bool((parts != 1).any())
    moved = share_moved(problem, terr)
    if options.max_moved is not None and moved > options.max_moved + 1e-6:
        found.append(f"{moved:.1%} moved")
    return Verdict(
        km=centroid_km(problem.xy, next(iter(problem.measures.values())), terr, k),
        cut=int((terr[edges[:, 0]] != terr[edges[:, 1]]).sum()),
        worst=worst,
        within=float((inside & (parts == 1)).mean()),
        broken=int((parts != 1).sum()),
        moved=moved,
        problems=tuple(found),
    )
