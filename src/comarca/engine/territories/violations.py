"""Which conditions an answer does not meet."""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.components import lands
from comarca.engine.territories.problem import Floats, Ints, Options, Problem
from comarca.engine.territories.result import Violation


def broken(problem: Problem, territory: Ints, in_pieces: NDArray[np.int32]) -> list[Violation]:
    """Return the territories that are empty or lie in several parts."""
    found, land = [], lands(problem)
    for t in np.flatnonzero(in_pieces != 1).tolist():
        count = int(in_pieces[t])
        if count == 0:
            found.append(Violation(t, "pieces", "", 0.0, "is empty", "empty", 1.0))
        elif len(np.unique(land[territory == t])) == count:
            text = "spans lands that no border or bridge joins"
            found.append(Violation(t, "pieces", "", float(count), text, "lands", 1.0))
        else:
            text = "lies in several parts"
            found.append(Violation(t, "pieces", "", float(count), text, "in_pieces", 1.0))
    return found


def outside(options: Options, deviation: dict[str, Floats]) -> list[Violation]:
    """Return the territories outside the tolerance of a measure."""
    return [
        Violation(
            int(t), "tolerance", name, float(away[t]), "outside the tolerance", "tolerance",
            options.tolerance[name],
        )
        for name, away in deviation.items()
        for t in np.flatnonzero(np.abs(away) > options.tolerance.get(name, np.inf) + 1e-9)
    ]  # fmt: skip


def overfull(problem: Problem, centres: Floats, totals: dict[str, Floats]) -> list[Violation]:
    """Return the territories that hold more than their centre can serve."""
    if problem.capacity is None:
        return []
    from scipy.spatial import cKDTree

    unit = np.asarray(cKDTree(problem.xy).query(centres)[1])
    name = problem.capacity_measure or next(iter(totals))
    load, room = totals[name], problem.capacity[unit]
    return [
        Violation(
            int(t), "capacity", name, float(load[t]), f"more than its centre's {room[t]:g}",
            "capacity", float(room[t]), int(unit[t]),
        )
        for t in np.flatnonzero(load > room + 1e-9)
    ]  # fmt: skip


def unkept(problem: Problem, options: Options, territory: Ints) -> list[Violation]:
    """Return forbidden pairs that are used, and a cap on change that is not kept."""
    found = []
    if problem.forbids is not None and len(problem.forbids):
        found += [
            Violation(
                int(t), "forbidden", "", float(u), f"holds unit {u}, forbidden here", "forbidden",
                0.0, int(u),
            )
            for u, t in problem.forbids
            if territory[u] == t
        ]  # fmt: skip
    share = share_moved(problem, territory)
    if options.max_moved is not None and share > options.max_moved + 1e-6:
        name = next(iter(problem.measures))
        text = "more moves than allowed"
        found.append(Violation(-1, "moved", name, share, text, "moved", options.max_moved))
    return found


def gone(problem: Problem, territory: Ints) -> NDArray[np.bool_]:
    """Return which units left the territory they are in today."""
    if problem.current is None:
        return np.zeros(problem.size, dtype=bool)
    return np.asarray((problem.current >= 0) & (problem.current != territory))


def share_moved(problem: Problem, territory: Ints) -> float:
    """Return the share of today's first measure that changes territory."""
    if problem.current is None:
        return 0.0
    tied = float(problem.weight[problem.current >= 0].sum())
    return float(problem.weight[gone(problem, territory)].sum()) / max(tied, 1e-12)
