"""Put the answer together: figures, cost, what it breaks and why, and how good it can be."""

import numpy as np
from numpy.typing import NDArray

from comarca.engine import VERSION
from comarca.engine.pieces import count_pieces
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.bound import Bound
from comarca.engine.territories.centres import medians, middles
from comarca.engine.territories.diagnose import diagnose
from comarca.engine.territories.problem import Floats, Ints, Options, Problem, edges_of
from comarca.engine.territories.reasons import reasons
from comarca.engine.territories.result import Result
from comarca.engine.territories.violations import broken, outside, overfull, share_moved, unkept


def answer(
    problem: Problem, options: Options, territory: Ints, container: Ints, bound: Bound,
    stopped: str,
) -> Result:  # fmt: skip
    """Return the result of a division; ``container`` says where each territory lies."""
    k = len(container)
    totals = {name: sums(territory, values, k) for name, values in problem.measures.items()}
    deviation = {name: _deviation(total, container) for name, total in totals.items()}
    in_pieces = _pieces(problem, territory, k)
    centres, far = _service(problem, options, territory, k)
    violations = (
        *broken(problem, territory, in_pieces), *outside(options, deviation),
        *overfull(problem, centres, totals), *unkept(problem, options, territory),
    )  # fmt: skip
    return Result(
        territory=territory.astype(np.int32), centres=centres,
        container=container.astype(np.int32), totals=totals, deviation=deviation,
        pieces=in_pieces, cost=_cost(problem, territory, far), violations=violations,
        bound=bound.value, bound_kind=bound.kind, stopped=stopped, seed=options.seed,
        version=VERSION, advice=diagnose(problem, options, container, violations),
        reasons=reasons(problem, territory, centres, container),
    )  # fmt: skip


def _deviation(total: Floats, container: Ints) -> Floats:
    mean = (sums(container, total) / np.bincount(container))[container]
    away: Floats = np.where(mean > 0, total / np.maximum(mean, 1e-12) - 1, 0.0)
    return away


def _pieces(problem: Problem, territory: Ints, k: int) -> NDArray[np.int32]:
    if problem.edges is None:
        return (np.bincount(territory, minlength=k) > 0).astype(np.int32)
    return count_pieces(territory, edges_of(problem)[0], k)


def _service(problem: Problem, options: Options, territory: Ints, k: int) -> tuple[Floats, Floats]:
    """Return where territories are served from ``(k, 2)``, and how far each unit is ``(n,)``."""
    every = np.arange(problem.size)
    if problem.homes is not None and options.distance == "home":
        if problem.travel is not None:
            return problem.homes, np.asarray(problem.travel)[every, territory]
        return problem.homes, _straight(problem.xy, problem.homes[territory])
    if options.distance == "median":
        at = medians(
            problem.xy, problem.weight, territory, k, capacity=problem.capacity,
            load=problem.load, travel=problem.travel,
        )  # fmt: skip
        if problem.travel is not None:
            return problem.xy[at], np.asarray(problem.travel)[every, at[territory]]
        return problem.xy[at], _straight(problem.xy, problem.xy[at][territory])
    centres = middles(problem.xy, problem.weight, territory, k)
    return centres, _straight(problem.xy, centres[territory])


def _straight(one: Floats, other: Floats) -> Floats:
    return np.asarray(np.linalg.norm(one - other, axis=1))


def _cost(problem: Problem, territory: Ints, far: Floats) -> dict[str, float]:
    edges, length = edges_of(problem)
    total = max(float(problem.weight.sum()), 1e-12)
    distance = float((problem.weight * far).sum())
    cut = territory[edges[:, 0]] != territory[edges[:, 1]]
    return {
        "distance": distance, "mean_distance": distance / total,
        "border": float(length[cut].sum()), "borders": float(cut.sum()),
        "moved": share_moved(problem, territory),
    }  # fmt: skip
