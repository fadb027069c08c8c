"""Make every territory whole: keep its best part, give the rest to the neighbours."""

import heapq

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.graph import parts, shortest_way
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.records import Graph


def make_whole(
    graph: Graph,
    territory: Ints,
    weight: Floats,
    k: int,
    locks: Ints,
    mean: Floats,
    xy: Floats,
    forbidden: NDArray[np.bool_],
) -> Ints:
    """Return a division in which every territory is in one part wherever the locks allow it.

    The part with the most weight stays, and every part that holds a locked unit. The rest goes,
    unit by unit, to the touching territory that has the most room. A territory without a unit
    takes one from its heaviest neighbour first.
    """
    start, other = graph.start, graph.other
    territory = territory.copy()
    _fill_empty(graph, territory, weight, k, locks, xy)
    part, count = parts(start, other, territory)
    owner = np.zeros(count, dtype=np.int64)
    owner[part] = territory
    heavy = sums(part, weight + 1e-9, count)
    keep = np.zeros(count, dtype=bool)
    keep[part[locks >= 0]] = True
    order = np.lexsort((np.arange(count), -heavy, ~keep))
    seen: set[int] = set()
    for p in order:
        if int(owner[p]) not in seen:
            seen.add(int(owner[p]))
            keep[p] = True
    loose = ~keep[part]
    if not loose.any():
        return territory
    before = territory.copy()
    territory[loose] = -1
    _hand_out(graph, territory, weight, mean, forbidden)
    if (territory < 0).any():
        tied = (territory < 0) & (forbidden.any(axis=1) if forbidden.size else False)
        territory[tied] = before[tied]  # better in parts than where it may not be
        _hand_out(graph, territory, weight, mean, forbidden)
    if (territory < 0).any():
        territory = np.where(territory < 0, before, territory)
    return territory


def _fill_empty(
    graph: Graph, territory: Ints, weight: Floats, k: int, locks: Ints, xy: Floats
) -> None:
    count = np.bincount(territory, minlength=k)
    for t in np.flatnonzero(count == 0):
        load = sums(territory, weight + 1e-9, k)
        load[count < 2] = -1
        for rich in np.argsort(-load, kind="stable"):
            units = np.flatnonzero((territory == rich) & (locks < 0))
            if count[rich] >= 2 and len(units):
                away = np.linalg.norm(xy[units] - xy[territory == rich].mean(axis=0), axis=1)
                u = int(units[np.argmax(away)])
                territory[u] = t
                count[rich] -= 1
                count[t] += 1
                break


def _hand_out(
    graph: Graph, territory: Ints, weight: Floats, mean: Floats, forbidden: NDArray[np.bool_]
) -> None:
    start, other = graph.start, graph.other
    load = sums(territory[territory >= 0], weight[territory >= 0], len(mean))
    queue: list[tuple[float, int, int]] = []

    def offer(u: int) -> None:
        for v in other[start[u] : start[u + 1]].tolist():
            if territory[v] < 0:
                t = int(territory[u])
                heapq.heappush(queue, (float(load[t] / max(mean[t], 1e-12)), v, t))

    for v in np.flatnonzero(territory < 0).tolist():
        for u in other[start[v] : start[v + 1]].tolist():
            if territory[u] >= 0:
                t = int(territory[u])
                heapq.heappush(queue, (float(load[t] / max(mean[t], 1e-12)), v, t))
    while queue:
        _, v, t = heapq.heappop(queue)
        if territory[v] < 0 and not (forbidden.size and forbidden[v, t]):
            territory[v] = t
            load[t] += weight[v]
            offer(v)


def link_locks(graph: Graph, territory: Ints, locks: Ints, k: int) -> Ints:
    """Join the parts of a territory that its locks hold apart, by the shortest free paths."""
    start, other = graph.start, graph.other
    territory = territory.copy()
    for t in np.unique(locks[locks >= 0]):
        for _ in range(len(locks)):
            part, _ = parts(start, other, (territory == t).astype(np.int64))
            mine = np.unique(part[territory == t])
            held = [int(p) for p in mine if (locks[part == p] == t).any()]
            if len(held) < 2:
                break
            free = (locks < 0) | (locks == t)
            path = shortest_way(graph, part == held[0], np.isin(part, held[1:]), free)
            if not path:
                break
            territory[path] = t
    return territory
