"""Which unit touches which, as compressed rows, and what hangs together."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.records import Graph


def graph_of(n: int, edges: Ints, length: Floats | None) -> Graph:
    """Return the graph of ``n`` units; a border named twice counts once, with both lengths.

    Examples
    --------
    >>> line = graph_of(3, np.array([[0, 1], [1, 2]]), None)
    >>> line.other[line.start[1] : line.start[2]].tolist()
    [0, 2]
    """
    edges = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    long = np.ones(len(edges)) if length is None else np.asarray(length, dtype=np.float64)
    both = np.concatenate([edges, edges[:, ::-1]])
    weight = np.concatenate([long, long])
    keep = both[:, 0] != both[:, 1]
    both, weight = both[keep], weight[keep]
    order = np.lexsort((both[:, 1], both[:, 0]))
    both, weight = both[order], weight[order]
    if len(both):
        first = np.ones(len(both), dtype=bool)
        first[1:] = (both[1:] != both[:-1]).any(axis=1)
        weight = sums(np.cumsum(first) - 1, weight)
        both = both[first]
    start = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(both[:, 0], minlength=n), out=start[1:])
    source, other = np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])
    # half-edges are sorted by (source, other); sorted the other way round they name the reverse
    reverse = np.empty(len(both), dtype=np.int64)
    reverse[np.lexsort((source, other))] = np.arange(len(both))
    return Graph(start, other, weight, source, reverse)


@njit(cache=True)
def parts(start: Ints, other: Ints, label: Ints) -> tuple[Ints, int]:  # pragma: no cover
    """Return the connected part of equal label each unit is in, and how many there are."""
    n = len(label)
    part = np.full(n, -1, dtype=np.int64)
    queue = np.empty(n, dtype=np.int64)
    count = 0
    for first in range(n):
        if part[first] >= 0:
            continue
        part[first] = count
        queue[0] = first
        head, tail = 0, 1
        while head < tail:
            u = queue[head]
            head += 1
            for j in range(start[u], start[u + 1]):
                v = other[j]
                if part[v] < 0 and label[v] == label[u]:
                    part[v] = count
                    queue[tail] = v
                    tail += 1
        count += 1
    return part, count


def link_parts(xy: Floats, graph: Graph) -> tuple[Ints, int]:
    """Return edges that link the parts of a graph by their nearest units, and the part count."""
    from scipy.spatial import cKDTree

    part, count = parts(graph.start, graph.other, np.zeros(len(xy), dtype=np.int64))
    links: list[tuple[int, int]] = []
    joined = part == part[0]
    while not joined.all():
        inside, outside = np.flatnonzero(joined), np.flatnonzero(~joined)
        far, near = cKDTree(xy[inside]).query(xy[outside])
        near = np.asarray(near)
        best = int(np.argmin(far))
        a, b = int(inside[near[best]]), int(outside[best])
        links.append((a, b))
        joined |= part == part[b]
    return np.array(links, dtype=np.int64).reshape(-1, 2), count


def shortest_way(
    graph: Graph, source: NDArray[np.bool_], target: NDArray[np.bool_], free: NDArray[np.bool_]
) -> list[int]:
    """Return the units on a shortest way over free ones, both ends included; none if cut off.

    Examples
    --------
    >>> line = graph_of(3, np.array([[0, 1], [1, 2]]), None)
    >>> ends = np.array([True, False, False])
    >>> shortest_way(line, ends, ends[::-1], np.ones(3, dtype=bool))
    [2, 1, 0]
    """
    before = dict.fromkeys(np.flatnonzero(source).tolist(), -1)
    queue = list(before)
    for u in queue:
        if target[u]:
            way, at = [], u
            while at >= 0:
                way.append(at)
                at = before[at]
            return way
        for v in graph.other[graph.start[u] : graph.start[u + 1]].tolist():
            if v not in before and (free[v] or target[v]):
                before[v] = u
                queue.append(v)
    return []
