"""Cut two adjacent territories anew along a random spanning tree of both.

Recombination (DeFord, Duchin and Solomon, "Recombination: a family of Markov chains for
redistricting", *Harvard Data Science Review* 3.1, 2021): every edge of a spanning tree splits the
two territories into two whole ones, so that among all its edges the best balanced can be taken.
Here the best by balance, then by distance and border, over many trees.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.dice import uniform
from comarca.engine.territories.search.moves import move
from comarca.engine.territories.search.records import (
    CENTRES,
    INERTIA,
    Graph,
    Limits,
    Rates,
    State,
    Units,
)

BALANCE_PRICE = 1e6
"""Balance comes before all else when two territories are cut anew."""


class Patch(NamedTuple):
    """The units of two territories, ``(p,)``, and the borders among them as local indices."""

    nodes: Ints
    one: Ints
    two: Ints
    length: Floats


@njit(cache=True)
def patch_of(a: int, b: int, state: State, graph: Graph) -> Patch:  # pragma: no cover
    """Return the units of two territories and their borders."""
    nodes = np.empty(state.sizes[a] + state.sizes[b], dtype=np.int64)
    local = np.full(len(state.territory), -1, dtype=np.int64)
    n, edges = 0, 0
    for u in range(len(state.territory)):
        if state.territory[u] == a or state.territory[u] == b:
            nodes[n] = u
            local[u] = n
            n += 1
            edges += graph.start[u + 1] - graph.start[u]
    one, two = np.empty(edges, dtype=np.int64), np.empty(edges, dtype=np.int64)
    length, e = np.empty(edges), 0
    for i in range(n):
        for j in range(graph.start[nodes[i]], graph.start[nodes[i] + 1]):
            other = local[graph.other[j]]
            if other > i:
                one[e], two[e], length[e] = i, other, graph.length[j]
                e += 1
    return Patch(nodes, one[:e], two[:e], length[:e])


@njit(cache=True)
def _root(group, i):  # type: ignore[no-untyped-def]  # pragma: no cover
    while group[i] != i:
        group[i] = group[group[i]]
        i = group[i]
    return i


@njit(cache=True)
def _random_tree(patch: Patch, state: State):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Return (order, parent) of a random spanning tree; the order is short where there is none."""
    n, m = len(patch.nodes), len(patch.one)
    keys = np.empty(m)
    for e in range(m):
        keys[e] = uniform(state.rng)
    group, degree = np.arange(n), np.zeros(n + 1, dtype=np.int64)
    chosen, count = np.empty(max(n - 1, 0), dtype=np.int64), 0
    for e in np.argsort(keys):
        p, q = _root(group, patch.one[e]), _root(group, patch.two[e])
        if p != q:
            group[p] = q
            chosen[count] = e
            count += 1
            degree[patch.one[e] + 1] += 1
            degree[patch.two[e] + 1] += 1
    start = np.cumsum(degree)
    fill, near = start.copy(), np.empty(2 * count, dtype=np.int64)
    for c in range(count):
        x, y = patch.one[chosen[c]], patch.two[chosen[c]]
        near[fill[x]] = y
        near[fill[y]] = x
        fill[x] += 1
        fill[y] += 1
    order, parent = np.empty(n, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    first, head, tail = int(uniform(state.rng) * n), 0, 1
    order[0] = first
    parent[first] = first
    while head < tail:
        x = order[head]
        head += 1
        for i in range(start[x], start[x + 1]):
            y = near[i]
            if parent[y] < 0:
                parent[y] = x
                order[tail] = y
                tail += 1
    return order[:tail], parent


@njit(cache=True)
def _columns(a: int, b: int, patch: Patch, units: Units, state: State, kind: int):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Return what adds up along a tree, ``(p, 10 + m)``: distance, bans, change, measures."""
    n, m = len(patch.nodes), units.weights.shape[1]
    table = np.zeros((n, 10 + m))
    for i in range(n):
        u = patch.nodes[i]
        p, x, y = units.mass[u], units.xy[u, 0], units.xy[u, 1]
        if kind == INERTIA:
            table[i, 0], table[i, 1], table[i, 2] = p, p * x, p * y
            table[i, 3] = p * (x * x + y * y)
        elif kind == CENTRES:
            table[i, 4] = p * np.hypot(x - state.centres[a, 0], y - state.centres[a, 1])
            table[i, 5] = p * np.hypot(x - state.centres[b, 0], y - state.centres[b, 1])
        else:
            table[i, 4], table[i, 5] = units.table[u, a], units.table[u, b]
        banned = units.forbidden.shape[0] > 0
        held = not units.free[u]
        table[i, 6] = (held and state.territory[u] != a) or (banned and units.forbidden[u, a])
        table[i, 7] = (held and state.territory[u] != b) or (banned and units.forbidden[u, b])
        now = units.current[u]
        table[i, 8] = units.weights[u, 0] if now >= 0 and now != a else 0.0
        table[i, 9] = units.weights[u, 0] if now >= 0 and now != b else 0.0
        for q in range(m):
            table[i, 10 + q] = units.weights[u, q]
    return table


@njit(cache=True)
def _excess(row, t: int, limits: Limits, soft: float) -> float:  # type: ignore[no-untyped-def]  # pragma: no cover
    total = 0.0
    for q in range(len(limits.tolerance)):
        mean = limits.mean[t, q]
        if mean > 0:
            total += max(abs(row[10 + q] / mean - 1.0) - soft * limits.tolerance[q], 0.0)
    if limits.cap[t] < 1e299:
        total += max(row[10 + limits.capped] / limits.cap[t] - 1.0, 0.0)
    return total


@njit(cache=True)
def _value(mine, theirs, a, b, force, limits, rates, moved):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Return the value of a cut without its border: ``mine`` goes to ``a``, ``theirs`` to ``b``."""
    if mine[6] > 0 or theirs[7] > 0:
        return np.inf
    change = mine[8] + theirs[9]
    if change > moved[1] + limits.moved - moved[0] and change > moved[1]:
        return np.inf
    excess = force * _excess(mine, a, limits, rates.soft) + _excess(theirs, b, limits, rates.soft)
    distance = mine[4] + theirs[5]
    if rates.kind == INERTIA:
        for row in (mine, theirs):
            if row[0] > 0:
                distance += row[3] - (row[1] * row[1] + row[2] * row[2]) / row[0]
    return BALANCE_PRICE * excess + distance + rates.moved * change


@njit(cache=True)
def _border(patch: Patch, inside) -> float:  # type: ignore[no-untyped-def]  # pragma: no cover
    total = 0.0
    for e in range(len(patch.one)):
        if inside[patch.one[e]] != inside[patch.two[e]]:
            total += patch.length[e]
    return total


@njit(cache=True)
def _inside(order, parent, root):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Return which nodes hang below ``root`` in the tree."""
    inside = np.zeros(len(order), dtype=np.bool_)
    inside[root] = True
    for i in range(1, len(order)):
        x = order[i]
        if inside[parent[x]]:
            inside[x] = True
    return inside


@njit(cache=True)
def _best_of_tree(order, parent, table, a, b, force, limits, rates, moved):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Return (value, root of the cut, whether what hangs below it goes to ``a``)."""
    n = len(order)
    below = table.copy()
    for i in range(n - 1, 0, -1):
        x = order[i]
        for q in range(table.shape[1]):
            below[parent[x], q] += below[x, q]
    whole, rest = below[order[0]].copy(), np.empty(table.shape[1])
    best, root, to_a = np.inf, -1, True
    for i in range(1, n):
        x = order[i]
        for q in range(len(rest)):
            rest[q] = whole[q] - below[x, q]
        for side in (True, False):
            mine, theirs = (below[x], rest) if side else (rest, below[x])
            value = _value(mine, theirs, a, b, force, limits, rates, moved)
            if value < best:
                best, root, to_a = value, x, side
    return best, root, to_a


@njit(cache=True)
def _value_now(a, b, patch, table, force, state, limits, rates, moved):  # type: ignore[no-untyped-def]  # pragma: no cover
    mine, theirs = np.zeros(table.shape[1]), np.zeros(table.shape[1])
    inside = np.zeros(len(patch.nodes), dtype=np.bool_)
    for i in range(len(patch.nodes)):
        inside[i] = state.territory[patch.nodes[i]] == a
        if inside[i]:
            mine += table[i]
        else:
            theirs += table[i]
    moved[1] = mine[8] + theirs[9]
    value = _value(mine, theirs, a, b, force, limits, rates, moved)
    return value + rates.border * _border(patch, inside)


@njit(cache=True, nogil=True)
def recut(
    a: int, b: int, trees: int, force: float, always: bool, units: Units, state: State,
    graph: Graph, limits: Limits, rates: Rates,
) -> bool:  # pragma: no cover  # fmt: skip
    """Cut ``a`` and ``b`` anew if a better cut is found; return whether they changed.

    ``force`` is how much more the balance of ``a`` counts than that of ``b``; ``always`` takes
    the best cut found even where the present one is better.
    """
    patch = patch_of(a, b, state, graph)
    table = _columns(a, b, patch, units, state, rates.kind)
    moved = np.array([state.moved[0], 0.0])
    best = _value_now(a, b, patch, table, force, state, limits, rates, moved)
    if always:
        best = np.inf
    found = np.zeros(len(patch.nodes), dtype=np.bool_)
    any_found = False
    for _ in range(trees):
        order, parent = _random_tree(patch, state)
        if len(order) < len(patch.nodes):
            return False
        value, root, to_a = _best_of_tree(order, parent, table, a, b, force, limits, rates, moved)
        if value < best:
            inside = _inside(order, parent, root)
            value += rates.border * _border(patch, inside)
            if value < best:
                best, any_found = value, True
                found = inside if to_a else ~inside
    if any_found:
        for i in range(len(patch.nodes)):
            u, now = patch.nodes[i], state.territory[patch.nodes[i]]
            wanted = a if found[i] else b
            if now != wanted:
                move(u, now, wanted, units, state, graph)
    return any_found
