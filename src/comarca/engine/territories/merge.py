"""Make one unit of what must stay together, before the search begins."""

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.articulation import articulated
from comarca.engine.territories.graph import graph_of, parts, shortest_way
from comarca.engine.territories.problem import Floats, Ints, InvalidProblem, Options, Problem


def merge(
    problem: Problem, options: Options, units: Ints, edges: Ints, lowest: Floats, k: int
) -> Ints:
    """Return the merged unit of each of ``units``, numbered in order of first member."""
    key = np.arange(len(units))
    if problem.together is not None:
        key = _grouped(problem, units)
        if problem.edges is not None:
            joined = _number(_joined(problem, units, edges, key))
            key = joined if joined.max() + 1 >= k else key
    if problem.edges is not None and (lowest > 0).any():
        hung = _hung(problem, options, units, edges, key, lowest)
        if len(np.unique(hung)) >= k:
            key = hung
    member = _number(key)
    if member.max() + 1 < k:
        raise InvalidProblem(f"{k} territories cannot be made of {member.max() + 1} groups.")
    return member


def _grouped(problem: Problem, units: Ints) -> Ints:
    group = np.asarray(problem.together)[units]
    key = np.where(group >= 0, group, -(np.arange(len(units)) + 1))
    key = _number(key)
    if problem.locks is not None:
        locks = problem.locks[units]
        held = np.flatnonzero(locks >= 0)
        first = np.full(len(units), -1)
        for i in held:
            if first[key[i]] >= 0 and first[key[i]] != locks[i]:
                raise InvalidProblem(
                    f"Unit {units[i]} is locked apart from others of its group {group[i]}."
                )
            first[key[i]] = locks[i]
    return key


def _joined(problem: Problem, units: Ints, edges: Ints, key: Ints) -> Ints:
    """Let a group whose units do not touch take in the units on the shortest way between them.

    A territory that holds both ends must hold a way between them; the shortest over units that
    nothing else holds is a guess, and a good one.
    """
    graph = graph_of(len(units), edges, None)
    key = key.copy()
    held = np.zeros(len(units), dtype=bool)
    if problem.locks is not None:
        held = np.asarray(problem.locks)[units] >= 0
    if problem.forbids is not None and len(problem.forbids):
        held |= np.isin(units, problem.forbids[:, 0])
    groups, count = np.unique(key, return_counts=True)
    grouped = np.isin(key, groups[count > 1])
    for group in groups[count > 1].tolist():
        for _ in range(len(units)):
            part, _ = parts(graph.start, graph.other, (key == group).astype(np.int64))
            mine = np.unique(part[key == group])
            if len(mine) < 2:
                break
            free = ~held & (~grouped | (key == group))
            way = shortest_way(graph, part == mine[0], np.isin(part, mine[1:]), free)
            if not way:
                break
            key[way], grouped[way] = group, True
    return key


def _hung(
    problem: Problem, options: Options, units: Ints, edges: Ints, key: Ints, lowest: Floats
) -> Ints:
    """Join pendants to what they hang on, unless a wish about one of them says otherwise."""
    n = int(key.max()) + 1
    weights = np.column_stack([sums(key, v[units], n) for v in problem.measures.values()])
    group = articulated(graph_of(n, key[edges], None), weights, lowest)
    joined = group[key]
    apart = np.zeros(n, dtype=bool)
    for values in _wishes(problem, options):
        mine = values[units]
        low, high = np.full(n, np.iinfo(np.int64).max), np.full(n, -1)
        np.minimum.at(low, joined, mine)
        np.maximum.at(high, joined, mine)
        apart |= low < high
    if problem.forbids is not None and len(problem.forbids):
        apart[joined[np.isin(units, problem.forbids[:, 0])]] = True
    answer: Ints = np.where(apart[joined], key, joined)
    return answer


def _wishes(problem: Problem, options: Options) -> list[Ints]:
    wishes = [] if problem.locks is None else [problem.locks]
    counts = options.max_moved is not None or options.moved_weight > 0
    if counts and problem.current is not None:
        wishes.append(problem.current)
    return [np.asarray(each) for each in wishes]


def _number(key: Ints) -> Ints:
    _, first, member = np.unique(key, return_index=True, return_inverse=True)
    answer: Ints = np.argsort(np.argsort(first))[member]
    return answer
