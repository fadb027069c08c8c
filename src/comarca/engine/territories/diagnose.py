"""Why an answer breaks a limit, and the smallest change that would help."""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from comarca.engine.territories.apportion import container_of
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.components import lands
from comarca.engine.territories.graph import graph_of, parts
from comarca.engine.territories.problem import Floats, Ints, Options, Problem, edges_of
from comarca.engine.territories.result import Advice, Violation

MOST = 5
"""Advice of one kind; more would not be read."""
COARSE = 2.0
"""Tolerances that a usual unit weighs before it is said that the tolerance is too fine for it."""


def diagnose(
    problem: Problem, options: Options, container: Ints, violations: tuple[Violation, ...]
) -> tuple[Advice, ...]:
    """Return what stands in the way of an answer that breaks something, and what is too fine.

    ``container`` is that of each territory, shape ``(k,)``.
    """
    counts = np.bincount(container)
    found: list[Advice] = list(_too_fine(problem, options, counts))
    if not violations:
        return tuple(found)
    for name, tolerance in options.tolerance.items():
        values = np.asarray(problem.measures[name], dtype=np.float64)
        mean = sums(container_of(problem), values, len(counts)) / counts
        found += _too_heavy(problem, name, values, mean * (1 + tolerance), counts)
        found += _starved(problem, name, values, mean, tolerance, counts)
        found += _too_light(problem, name, values, mean * (1 - tolerance), counts)
        found += _locks_too_heavy(problem, name, values, (mean * (1 + tolerance))[container])
    found += _lopsided(problem, options, counts)
    found += _locks_apart(problem, len(container))
    found += _reached(violations)
    return tuple(found)


def _too_fine(problem: Problem, options: Options, counts: Ints) -> Iterator[Advice]:
    """Give the tolerances that are finer than the units the work comes in."""
    for name, tolerance in options.tolerance.items():
        values = np.sort(np.asarray(problem.measures[name], dtype=np.float64))
        half = int(np.searchsorted(np.cumsum(values), values.sum() / 2))
        mean = float(values.sum()) / counts.sum()
        grain = float(values[half]) / max(mean, 1e-12) if counts.sum() > 1 else 0.0
        if grain > COARSE * tolerance:
            yield Advice("tolerance_fine", measure=name, value=grain, limit=tolerance)


def _too_heavy(
    problem: Problem, name: str, values: Floats, highest: Floats, counts: Ints
) -> list[Advice]:
    own = container_of(problem)
    heavy = np.flatnonzero((values > highest[own] + 1e-9) & (counts[own] > 1))
    order = heavy[np.argsort(-values[heavy], kind="stable")][:MOST]
    return [
        Advice("unit_too_heavy", unit=int(u), measure=name, value=float(values[u]),
               limit=float(highest[own[u]]))
        for u in order
    ]  # fmt: skip


def _starved(
    problem: Problem, name: str, values: Floats, mean: Floats, tolerance: float, counts: Ints
) -> Iterator[Advice]:
    """Give the heaviest unit of each container whose too heavy units leave the others too little.

    Each of those fills a territory, and the rest is shared by the territories that are left.
    """
    own = container_of(problem)
    for c in np.flatnonzero((counts > 1) & (mean > 0)).tolist():
        units = np.flatnonzero(own == c)
        heavy = values[units] > mean[c] * (1 + tolerance) + 1e-9
        left = int(counts[c] - heavy.sum())
        if not heavy.any() or left < 1:
            continue
        share = float(values[units][~heavy].sum() / left / mean[c])
        if share < 1 - tolerance - 1e-9:
            unit = int(units[np.argmax(values[units])])
            yield Advice("others_starved", unit=unit, measure=name, value=share,
                         limit=1 - tolerance)  # fmt: skip


def _lopsided(problem: Problem, options: Options, counts: Ints) -> list[Advice]:
    """Give the units with so much of one measure that enough of another brings too much of it."""
    own, found = container_of(problem), list[Advice]()
    for c in np.flatnonzero(counts > 1).tolist():
        units = np.flatnonzero(own == c)
        measures = {
            name: np.asarray(problem.measures[name], dtype=np.float64)[units]
            for name in options.tolerance
        }
        shares = {
            name: values / values.sum() * counts[c]
            for name, values in measures.items() if values.sum() > 0
        }  # fmt: skip
        for name, other in permutations(shares, 2):
            most = 1 + options.tolerance[name]
            least = _least(shares[name], shares[other], 1 - options.tolerance[other])
            # a unit too heavy by itself is told as such
            for i in np.flatnonzero((shares[name] <= most) & (least > most + 1e-9)).tolist():
                found.append(
                    Advice(
                        "unit_lopsided", unit=int(units[i]), measure=name,
                        value=float(least[i]), limit=most,
                    )
                )  # fmt: skip
    return sorted(found, key=lambda each: -each.value)[:MOST]


def _least(held: Floats, other: Floats, enough: float) -> Floats:
    """Return the least that a territory with each unit holds once it has enough of the other.

    What it lacks is taken, in shares of units and from anywhere, where it brings least.
    """
    order = np.argsort(held / np.maximum(other, 1e-12), kind="stable")
    gained = np.concatenate([[0.0], np.cumsum(other[order])])
    brought = np.concatenate([[0.0], np.cumsum(held[order])])
    lacking = np.maximum(enough - other, 0.0)
    return np.asarray(held + np.interp(lacking, gained, brought))


def _too_light(
    problem: Problem, name: str, values: Floats, lowest: Floats, counts: Ints
) -> list[Advice]:
    """Return the lands too small for a territory of their own, yet joined to nothing."""
    if problem.edges is None:
        return []
    own, land = container_of(problem), lands(problem)
    load, many = sums(land, values), np.bincount(own[np.unique(land, return_index=True)[1]])
    first = np.unique(land, return_index=True)[1]
    light = [
        (float(load[p]), int(first[p]))
        for p in range(len(load))
        if many[own[first[p]]] > 1 and load[p] < lowest[own[first[p]]] - 1e-9
    ]
    return [
        Advice("land_too_light", unit=u, measure=name, value=held, limit=float(lowest[own[u]]))
        for held, u in sorted(light, reverse=True)[:MOST]
    ]


def _locks_too_heavy(
    problem: Problem, name: str, values: Floats, highest: Floats
) -> Iterator[Advice]:
    if problem.locks is None:
        return
    held = np.flatnonzero(problem.locks >= 0)
    load = sums(problem.locks[held], values[held], len(highest))
    for t in np.flatnonzero(load > highest + 1e-9)[:MOST].tolist():
        yield Advice(
            "locks_too_heavy", territory=t, measure=name, value=float(load[t]),
            limit=float(highest[t]),
        )  # fmt: skip


def _locks_apart(problem: Problem, k: int) -> Iterator[Advice]:
    """Give the territories whose locked units cannot be joined over free ones."""
    if problem.locks is None or problem.edges is None:
        return
    graph = graph_of(problem.size, *edges_of(problem))
    for t in np.unique(problem.locks[problem.locks >= 0])[:k].tolist():
        usable = (problem.locks == t) | (problem.locks < 0)
        part, _ = parts(graph.start, graph.other, usable.astype(np.int64))
        apart = len(np.unique(part[problem.locks == t]))
        if apart > 1:
            yield Advice("locks_apart", territory=t, value=float(apart), limit=1.0)


def _reached(violations: tuple[Violation, ...]) -> Iterator[Advice]:
    """Give the tolerance, and the share of change, at which this very answer would do."""
    worst: dict[str, Violation] = {}
    for each in violations:
        if each.code == "tolerance" and (
            each.measure not in worst or abs(each.value) > abs(worst[each.measure].value)
        ):
            worst[each.measure] = each
        if each.code == "moved":
            yield Advice("share_moved", measure=each.measure, value=each.value, limit=each.limit)
    for name, each in worst.items():
        yield Advice("tolerance_reached", measure=name, value=abs(each.value), limit=each.limit)
