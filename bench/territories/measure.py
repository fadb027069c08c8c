"""Measure one row in a process of its own, so that its memory is its own."""

import resource
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from checker import judge
from instances import Instance
from rows import Row

from comarca.engine.territories import Options, Problem, Result, align, propose


def roundness(instance: Instance, territory: np.ndarray, k: int) -> float:
    """Return the least Polsby-Popper score of a territory (1 is a circle)."""
    if instance.area is None or instance.perimeter is None:
        return float("nan")
    edges, length = instance.problem.edges, instance.problem.edge_length
    same = territory[edges[:, 0]] == territory[edges[:, 1]]
    inner = np.bincount(territory[edges[same, 0]], length[same], minlength=k)
    around = np.bincount(territory, instance.perimeter, minlength=k) - 2 * inner
    area = np.bincount(territory, instance.area, minlength=k) * 1e6
    return float((4 * np.pi * area / around**2).min())


def measure(row: Row, folder: Path, seeds: int) -> dict[str, Any]:
    """Solve a row with several seeds; return its figures, one entry a run."""
    instance = row.make(folder)
    warm_up()
    runs: list[dict[str, Any]] = []
    for seed in range(1, seeds + 1):
        options = replace(instance.options, seed=seed)
        begun = time.process_time()
        if row.proposals:
            found = propose(instance.problem, replace(options, prove=False))
            seconds = (time.process_time() - begun) / len(found)
            hold_to_their_names(found)
            runs += [
                {**figures(instance, options, result), "cpu": seconds, "name": name, "seed": seed}
                for name, result in found.items()
            ]
        else:
            result = align(instance.problem, options)
            seconds = time.process_time() - begun
            runs.append({**figures(instance, options, result), "cpu": seconds, "seed": seed})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"runs": runs, "memory": peak, "units": instance.problem.size}


def warm_up() -> None:
    """Let Numba load or compile everything before the clock runs."""
    side = np.arange(400)
    xy = np.column_stack([side % 20, side // 20]).astype(np.float64)
    edges = np.array([(a, a + s) for a in side for s in (1, 20)
                      if a + s < 400 and (s == 20 or a % 20 < 19)])  # fmt: skip
    problem = Problem(xy=xy, measures={"w": np.ones(400)}, edges=edges)
    align(problem, Options(k=7, tolerance={"w": 0.001}, time_limit=2))
    align(replace(problem, homes=xy[:7]), Options(distance="home", tolerance={"w": 0.1}))
    align(
        replace(problem, edges=None, capacity=np.full(400, 60.0)), Options(k=8, distance="median")
    )


def hold_to_their_names(found: dict[Any, Result]) -> None:
    """Raise where the compact is farther than the fair, or the fair less balanced."""
    compact, fair = found["most_compact"], found["fairest"]
    worst = [max(np.abs(d).max() for d in r.deviation.values()) for r in (compact, fair)]
    if compact.cost["distance"] > fair.cost["distance"] * (1 + 1e-9):
        raise AssertionError("The most compact is farther than the fairest.")
    if worst[1] > worst[0] + 1e-9:
        raise AssertionError("The fairest is less balanced than the most compact.")


def figures(instance: Instance, options: Options, result: Result) -> dict[str, Any]:
    """Return what the independent checker counts of one answer, and what the engine claims."""
    terr = np.asarray(result.territory)
    seen = judge(instance.problem, options, terr, result.container)
    if seen.problems and result.feasible:
        raise AssertionError(f"The engine calls valid what is not: {seen.problems}")
    answer = {
        "km": seen.km, "cut": seen.cut, "worst": seen.worst, "within": seen.within,
        "valid": not seen.problems and result.feasible, "moved": seen.moved,
        "round": roundness(instance, terr, len(result.container)),
        "gap": result.gap, "stopped": result.stopped,
        "why": sorted({v.code for v in result.violations}),
        "advice": [[a.code, a.measure, a.value, a.limit] for a in result.advice],
    }  # fmt: skip
    if instance.best_known:
        answer["above"] = instance.value(result) / instance.best_known - 1
    return answer
