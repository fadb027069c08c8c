"""Put the answer together: figures, cost, and what it could not meet and why."""

import numpy as np
from numpy.typing import NDArray

from comarca.engine import VERSION
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.centres import centres_of
from comarca.engine.territories.components import lands
from comarca.engine.territories.graph import graph_of, pieces
from comarca.engine.territories.problem import Floats, Ints, Options, Problem, edges_of
from comarca.engine.territories.result import Result, Violation


def answer(
    problem: Problem, options: Options, territory: Ints, container: Ints, bound: float | None,
    stopped: str,
) -> Result:  # fmt: skip
    """Return the result of a division; ``container`` says where each territory lies."""
    k = len(container)
    totals = {name: sums(territory, values, k) for name, values in problem.measures.items()}
    deviation = {name: _deviation(total, container) for name, total in totals.items()}
    in_pieces = _pieces(problem, territory, k)
    centres = _centres(problem, options, territory, k)
    return Result(
        territory=territory.astype(np.int32), centres=centres,
        container=container.astype(np.int32), totals=totals, deviation=deviation,
        pieces=in_pieces, cost=_cost(problem, territory, centres),
        violations=(
            *_broken(problem, territory, in_pieces), *_outside(options, deviation),
            *_overfull(problem, centres, totals), *_unkept(problem, options, territory),
        ),
        bound=bound, stopped=stopped, seed=options.seed, version=VERSION,
    )  # fmt: skip


def _deviation(total: Floats, container: Ints) -> Floats:
    mean = (sums(container, total) / np.bincount(container))[container]
    away: Floats = np.where(mean > 0, total / np.maximum(mean, 1e-12) - 1, 0.0)
    return away


def _pieces(problem: Problem, territory: Ints, k: int) -> NDArray[np.int32]:
    if problem.edges is None:
        return (np.bincount(territory, minlength=k) > 0).astype(np.int32)
    return pieces(graph_of(problem.size, *edges_of(problem)), territory, k)


def _centres(problem: Problem, options: Options, territory: Ints, k: int) -> Floats:
    if problem.homes is not None and options.distance == "home":
        return problem.homes
    return centres_of(
        problem.xy, problem.weight, territory, k, median=options.distance == "median",
        capacity=problem.capacity,
    )  # fmt: skip


def _cost(problem: Problem, territory: Ints, centres: Floats) -> dict[str, float]:
    edges, length = edges_of(problem)
    weight = problem.weight
    total = max(float(weight.sum()), 1e-12)
    far = float((weight * np.linalg.norm(problem.xy - centres[territory], axis=1)).sum())
    cut = territory[edges[:, 0]] != territory[edges[:, 1]]
    return {
        "distance": far, "mean_distance": far / total, "border": float(length[cut].sum()),
        "borders": float(cut.sum()),
        "moved": float(weight[_gone(problem, territory)].sum()) / total,
    }  # fmt: skip


def _gone(problem: Problem, territory: Ints) -> NDArray[np.bool_]:
    if problem.current is None:
        return np.zeros(problem.size, dtype=bool)
    gone: NDArray[np.bool_] = (problem.current >= 0) & (problem.current != territory)
    return gone


def _broken(problem: Problem, territory: Ints, in_pieces: NDArray[np.int32]) -> list[Violation]:
    found, land = [], lands(problem)
    for t in np.flatnonzero(in_pieces != 1).tolist():
        count = int(in_pieces[t])
        reason = "lies in several parts"
        if count == 0:
            reason = "is empty"
        elif len(np.unique(land[territory == t])) == count:
            reason = "spans lands that no border or bridge joins"
        found.append(Violation(t, "pieces", "", float(count), reason))
    return found


def _outside(options: Options, deviation: dict[str, Floats]) -> list[Violation]:
    return [
        Violation(int(t), "tolerance", name, float(away[t]), "outside the tolerance")
        for name, away in deviation.items()
        for t in np.flatnonzero(np.abs(away) > options.tolerance.get(name, np.inf) + 1e-9)
    ]


def _overfull(problem: Problem, centres: Floats, totals: dict[str, Floats]) -> list[Violation]:
    if problem.capacity is None:
        return []
    from scipy.spatial import cKDTree

    _, unit = cKDTree(problem.xy).query(centres)
    name, load = next(iter(totals.items()))
    room = problem.capacity[unit]
    return [
        Violation(int(t), "capacity", name, float(load[t]), f"more than its centre's {room[t]:g}")
        for t in np.flatnonzero(load > room + 1e-9)
    ]


def _unkept(problem: Problem, options: Options, territory: Ints) -> list[Violation]:
    found = []
    name, weight = next(iter(problem.measures.items()))
    if problem.forbids is not None and len(problem.forbids):
        found += [
            Violation(int(t), "forbidden", "", float(u), f"holds unit {u}, forbidden here")
            for u, t in problem.forbids
            if territory[u] == t
        ]
    if problem.current is not None and options.max_moved is not None:
        tied = float(weight[problem.current >= 0].sum())
        moved = float(weight[_gone(problem, territory)].sum())
        if moved > options.max_moved * tied + 1e-6:
            share = moved / max(tied, 1e-12)
            found.append(Violation(-1, "moved", name, share, "more moves than allowed"))
    return found
