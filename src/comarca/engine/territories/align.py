"""Divide units into balanced, whole, compact territories."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from comarca.engine import VERSION
from comarca.engine.progress import Clock, Report
from comarca.engine.territories.graph import link_parts, neighbours, parts, pieces
from comarca.engine.territories.problem import Floats, Ints, InvalidProblem, Options, Problem, check
from comarca.engine.territories.result import Result, Violation
from comarca.engine.territories.solve import solve
from comarca.engine.territories.state import Part


def align(problem: Problem, options: Options, report: Report | None = None) -> Result:
    """Divide units into territories.

    Minimises the sum of weight x distance to the territory's centre, subject to the tolerance of
    every measure, contiguity, locks, forbidden pairs, groups and containers. Balance comes from
    the start (recursive bisection and a power diagram, or prices on fixed homes), compactness
    and the last percent from annealing with a ramped penalty.

    Parameters
    ----------
    problem
        Units, measures and borders; see :class:`Problem`.
    options
        How to divide; see :class:`Options`.
    report
        Called with the share done and a message; returning False stops with the best so far.

    Raises
    ------
    InvalidProblem
        If the input cannot be divided as asked; the message names the index.

    Examples
    --------
    >>> line = Problem(
    ...     xy=np.array([[0.0, 0], [1, 0], [2, 0], [3, 0]]),
    ...     measures={"work": np.ones(4)},
    ...     edges=np.array([[0, 1], [1, 2], [2, 3]]),
    ... )
    >>> align(line, Options(k=2, tolerance={"work": 0.05})).territory.tolist()
    [0, 0, 1, 1]
    """
    counts = share_out(problem, options)
    check(problem, int(counts.sum()))
    clock = Clock(options.time_limit, report)
    n = problem.size
    territory = np.full(n, -1, dtype=np.int64)
    container_of = np.repeat(np.arange(len(counts)), counts)
    bounds: list[float | None] = []
    offset, done = 0, 0
    for units, first, k in _subproblems(problem, counts):
        merged, member = _merge(problem, units)
        part = _part(problem, options, units, merged, member, first, k)
        begun, span = done / n, len(units) / n
        answer, bound = solve(
            part, options.steps, options.seed + first, clock, lambda p, b=begun, s=span: b + s * p
        )
        territory[units] = answer[member] + first
        bounds.append(bound)
        done += len(units)
        offset += k
    return _result(problem, options, territory, container_of, bounds, clock)


def share_out(problem: Problem, options: Options) -> Ints:
    """Return the number of territories of each container, apportioned by the first measure.

    The largest-remainder method, with at least one each.
    """
    container = _container(problem)
    size = int(container.max(initial=0)) + 1
    if options.k_by_container is not None:
        if len(options.k_by_container) != size:
            raise InvalidProblem(f"{size} containers need {size} numbers of territories.")
        return np.array(options.k_by_container, dtype=np.int64)
    k = (
        options.k
        if options.k is not None
        else len(problem.homes if problem.homes is not None else ())
    )
    if k < size:
        raise InvalidProblem(f"{size} containers need at least {size} territories, not {k}.")
    weight = next(iter(problem.measures.values()), np.ones(problem.size))
    load = np.bincount(container, weights=weight, minlength=size)
    return largest_remainder(load, k)


def largest_remainder(load: Floats, k: int) -> Ints:
    """Apportion k among some loads, at least one each.

    Examples
    --------
    >>> largest_remainder(np.array([55.0, 30.0, 1.0]), 10).tolist()
    [6, 3, 1]
    """
    ideal = load / max(float(load.sum()), 1e-12) * k
    answer = np.maximum(np.floor(ideal), 1).astype(np.int64)
    while answer.sum() < k:
        answer[int(np.argmax(ideal - answer))] += 1
    while answer.sum() > k:
        rich = np.where(answer > 1, answer - ideal, -np.inf)
        answer[int(np.argmax(rich))] -= 1
    return answer


def _container(problem: Problem) -> Ints:
    if problem.container is None:
        return np.zeros(problem.size, dtype=np.int64)
    return np.asarray(problem.container, dtype=np.int64)


def _edges(problem: Problem) -> tuple[Ints, Floats]:
    edges = np.zeros((0, 2), dtype=np.int64) if problem.edges is None else problem.edges
    length = np.ones(len(edges)) if problem.edge_length is None else problem.edge_length
    return edges, length


def _subproblems(problem: Problem, counts: Ints) -> Iterator[tuple[Ints, int, int]]:
    """Give each container, split where it cannot hang together anyway: units, first, k."""
    container = _container(problem)
    weight = next(iter(problem.measures.values()))
    edges, length = _edges(problem)
    same = container[edges[:, 0]] == container[edges[:, 1]] if len(edges) else np.zeros(0, bool)
    rows = neighbours(problem.size, edges[same], length[same])
    part, _ = parts(rows[0], rows[1], container)
    fixed = problem.homes is not None or problem.locks is not None or problem.current is not None
    fixed = fixed or problem.forbids is not None or problem.together is not None
    first = 0
    for c, k in enumerate(counts):
        units = np.flatnonzero(container == c)
        if not len(units):
            raise InvalidProblem(f"Container {c} has no unit.")
        if k > len(units):
            raise InvalidProblem(
                f"{k} territories cannot be made of the {len(units)} units of container {c}."
            )
        lands = np.unique(part[units])
        sizes = np.array([(part[units] == land).sum() for land in lands])
        if problem.edges is not None and not fixed and 1 < len(lands) <= k:
            load = np.array([weight[units[part[units] == land]].sum() for land in lands])
            share = np.minimum(largest_remainder(load, int(k)), sizes)
            if share.sum() == k:
                for land, each in zip(lands, share, strict=True):
                    yield units[part[units] == land], first, int(each)
                    first += int(each)
                continue
        yield units, first, int(k)
        first += int(k)


def _merge(problem: Problem, units: Ints) -> tuple[int, Ints]:
    """Make one unit of each group that must stay together: count, and each unit's place."""
    if problem.together is None:
        return len(units), np.arange(len(units))
    group = problem.together[units]
    key = np.where(group >= 0, group, -(np.arange(len(units)) + 1))
    _, first, member = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    return len(first), order[member]


def _part(
    problem: Problem, options: Options, units: Ints, n: int, member: Ints, first: int, k: int
) -> Part:
    weights = np.column_stack([
        np.bincount(member, weights=values[units], minlength=n)
        for values in problem.measures.values()
    ])  # fmt: skip
    heavy = problem.measures[next(iter(problem.measures))][units] + 1e-9
    mass = np.bincount(member, weights=heavy, minlength=n)
    xy = np.column_stack([
        np.bincount(member, weights=heavy * problem.xy[units, axis], minlength=n) / mass
        for axis in range(2)
    ])  # fmt: skip
    place = np.full(problem.size, -1, dtype=np.int64)
    place[units] = member
    edges, length = _edges(problem)
    inside = (place[edges] >= 0).all(axis=1) if len(edges) else np.zeros(0, dtype=bool)
    local, long = place[edges[inside]].reshape(-1, 2), length[inside]
    contiguous = problem.edges is not None
    if not contiguous:
        local, long = _nearest(xy), np.zeros(0)
        long = np.zeros(len(local))
    rows = neighbours(n, local, long)
    links, count = link_parts(xy, rows)
    if count > 1:
        rows = neighbours(
            n, np.concatenate([local, links]), np.concatenate([long, np.zeros(len(links))])
        )
    homes = None if problem.homes is None else problem.homes[first : first + k]
    return Part(
        xy=xy, weights=weights, rows=rows, k=k,
        tol=np.array([options.tolerance.get(name, 1e9) for name in problem.measures]),
        locks=_local(problem.locks, units, member, n, first, k),
        current=_local(problem.current, units, member, n, first, k),
        forbidden=_forbidden(problem, place, n, first, k),
        homes=homes, distance=options.distance if homes is not None or options.distance != "home"
        else "centroid",
        border_weight=options.border_weight, moved_weight=options.moved_weight,
        max_moved=options.max_moved, balance=options.balance, contiguous=contiguous,
        capacity=None if problem.capacity is None else problem.capacity[units],
    )  # fmt: skip


def _nearest(xy: Floats) -> Ints:
    from scipy.spatial import cKDTree

    reach = min(len(xy), 9)
    _, near = cKDTree(xy).query(xy, k=reach)
    near = near.reshape(len(xy), reach)
    return np.column_stack([np.repeat(np.arange(len(xy)), reach), near.ravel()])


def _local(values: Ints | None, units: Ints, member: Ints, n: int, first: int, k: int) -> Ints:
    answer = np.full(n, -1, dtype=np.int64)
    if values is not None:
        mine = values[units] - first
        fits = (mine >= 0) & (mine < k) & (values[units] >= 0)
        answer[member[fits]] = mine[fits]
    return answer


def _forbidden(problem: Problem, place: Ints, n: int, first: int, k: int) -> np.ndarray:
    if problem.forbids is None or not len(problem.forbids):
        return np.zeros((0, 0), dtype=bool)
    answer = np.zeros((n, k), dtype=bool)
    for unit, territory in problem.forbids:
        if place[unit] >= 0 and first <= territory < first + k:
            answer[place[unit], territory - first] = True
    full = answer.all(axis=1)
    if full.any():
        unit = int(np.flatnonzero(place == int(np.argmax(full)))[0])
        raise InvalidProblem(f"Unit {unit} is forbidden in every territory.")
    return answer


@dataclass(frozen=True)
class _Figures:
    totals: dict[str, Floats]
    deviation: dict[str, Floats]


def _figures(problem: Problem, territory: Ints, container: Ints) -> _Figures:
    k = len(container)
    totals, deviation = {}, {}
    for name, values in problem.measures.items():
        total = np.bincount(territory, weights=values, minlength=k)
        whole = np.bincount(container, weights=total)
        mean = (whole / np.bincount(container))[container]
        totals[name] = total
        deviation[name] = np.where(mean > 0, total / np.maximum(mean, 1e-12) - 1, 0.0)
    return _Figures(totals, deviation)


def _centres(problem: Problem, options: Options, territory: Ints, k: int) -> Floats:
    if problem.homes is not None and options.distance == "home":
        return problem.homes
    weight = next(iter(problem.measures.values())) + 1e-9
    inside = np.maximum(np.bincount(territory, weights=weight, minlength=k), 1e-12)
    return np.column_stack([
        np.bincount(territory, weights=weight * problem.xy[:, axis], minlength=k) / inside
        for axis in range(2)
    ])  # fmt: skip


def _result(
    problem: Problem, options: Options, territory: Ints, container: Ints,
    bounds: list[float | None], clock: Clock,
) -> Result:  # fmt: skip
    k = len(container)
    figures = _figures(problem, territory, container)
    edges, length = _edges(problem)
    rows = neighbours(problem.size, edges, length)
    in_pieces = pieces(rows, territory, k) if problem.edges is not None else np.ones(k, np.int32)
    centres = _centres(problem, options, territory, k)
    weight = next(iter(problem.measures.values()))
    far = float((weight * np.linalg.norm(problem.xy - centres[territory], axis=1)).sum())
    cut = territory[edges[:, 0]] != territory[edges[:, 1]] if len(edges) else np.zeros(0, bool)
    gone = np.zeros(problem.size, dtype=bool)
    if problem.current is not None:
        gone = (problem.current >= 0) & (problem.current != territory)
    total = max(float(weight.sum()), 1e-12)
    known = [b for b in bounds if b is not None]
    return Result(
        territory=territory.astype(np.int32), centres=centres,
        container=container.astype(np.int32), totals=figures.totals,
        deviation=figures.deviation, pieces=in_pieces,
        cost={
            "distance": far, "mean_distance": far / total,
            "border": float(length[cut].sum()), "moved": float(weight[gone].sum()) / total,
        },
        violations=_violations(options, figures, in_pieces),
        bound=sum(known) if len(known) == len(bounds) and options.distance == "home" else None,
        stopped=clock.stopped or "done", seed=options.seed, version=VERSION,
    )  # fmt: skip


def _violations(
    options: Options, figures: _Figures, in_pieces: np.ndarray
) -> tuple[Violation, ...]:
    found = [
        Violation(int(t), "pieces", "", float(in_pieces[t]), "lies in several parts")
        for t in np.flatnonzero(in_pieces != 1)
    ]
    for name, deviation in figures.deviation.items():
        limit = options.tolerance.get(name)
        if limit is None:
            continue
        found += [
            Violation(int(t), "tolerance", name, float(deviation[t]), "outside the tolerance")
            for t in np.flatnonzero(np.abs(deviation) > limit + 1e-9)
        ]
    return tuple(found)
