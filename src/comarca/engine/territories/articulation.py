"""Units that must go with their only neighbour, because alone they cannot make a territory.

What a single unit cuts off from the rest can only be reached through it. Where all of it together
weighs less than a territory must hold, it belongs to that unit's territory in every division
within the tolerance, so it is joined before the search (articulation points: Hopcroft and Tarjan,
*Communications of the ACM* 16, 1973).
"""

import numpy as np

from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.records import Graph


def articulated(graph: Graph, weights: Floats, lowest: Floats) -> Ints:
    """Return the group of each unit, shape ``(n,)``: the index of the unit it hangs on.

    Parameters
    ----------
    graph
        Borders, as :func:`~comarca.engine.territories.graph.graph_of` gives them.
    weights
        Measures ``(n, m)``.
    lowest
        The least a territory must hold, ``(m,)``; 0 or less never joins anything.

    Examples
    --------
    >>> from comarca.engine.territories.graph import graph_of
    >>> star = graph_of(4, np.array([[0, 1], [0, 2], [0, 3]]), None)
    >>> articulated(star, np.array([[5.0], [1], [1], [5]]), np.array([3.0])).tolist()
    [0, 0, 0, 3]
    """
    n = len(weights)
    order, parent, low, place = _search(graph, n, int(np.argmax(weights[:, 0])))
    size = np.ones(n, dtype=np.int64)
    below = weights.astype(np.float64).copy()
    for u in order[::-1]:
        if parent[u] >= 0:
            size[parent[u]] += size[u]
            below[parent[u]] += below[u]
    group = np.arange(n)
    for u in order:
        v = parent[u]
        if v >= 0 and low[u] >= place[v] and (below[u] < lowest - 1e-9).any():
            group[order[place[u] : place[u] + size[u]]] = group[v]
    return group


def _search(graph: Graph, n: int, root: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Walk depth first: the order, each unit's parent, lowest reach and place in the order."""
    start, other = graph.start.tolist(), graph.other.tolist()
    parent, low, place, after = [-1] * n, [0] * n, [-1] * n, list(start[:n])
    order: list[int] = []
    for first in [root, *range(n)]:
        if place[first] >= 0:
            continue
        stack = [first]
        place[first] = low[first] = len(order)
        order.append(first)
        while stack:
            u = stack[-1]
            if after[u] < start[u + 1]:
                v = other[after[u]]
                after[u] += 1
                if place[v] < 0:
                    parent[v] = u
                    place[v] = low[v] = len(order)
                    order.append(v)
                    stack.append(v)
                elif v != parent[u]:
                    low[u] = min(low[u], place[v])
            else:
                stack.pop()
                if stack:
                    low[stack[-1]] = min(low[stack[-1]], low[u])
    return np.array(order), np.array(parent), np.array(low), np.array(place)
