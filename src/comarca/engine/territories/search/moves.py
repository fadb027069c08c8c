"""Take a unit over a border, and keep every sum and the list of cut borders in step."""

import numpy as np

from comarca.engine.territories.search.compiled import compiled
from comarca.engine.territories.search.pricing import moved_change
from comarca.engine.territories.search.records import Graph, State, Units

OUTSIDE = -2
"""Place of a half-edge that is never listed: it leads to a territory that is left alone."""


@compiled
def _list(j: int, state: State) -> None:  # pragma: no cover
    state.place[j] = state.size[0]
    state.cut[state.size[0]] = j
    state.size[0] += 1


@compiled
def _unlist(j: int, state: State) -> None:  # pragma: no cover
    last, hole = state.cut[state.size[0] - 1], state.place[j]
    state.cut[hole] = last
    state.place[last] = hole
    state.place[j] = -1
    state.size[0] -= 1


@compiled
def list_cut(
    state: State, graph: Graph, inside: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> None:  # pragma: no cover
    """List every half-edge between two territories of ``inside``, ``(k,)``, afresh.

    Moves keep to these territories from then on: nothing goes to another or comes from one.
    """
    state.size[0] = 0
    for j in range(len(graph.other)):
        a, b = state.territory[graph.source[j]], state.territory[graph.other[j]]
        if not (inside[a] and inside[b]):
            state.place[j] = OUTSIDE
            continue
        state.place[j] = -1
        if a != b:
            _list(j, state)


@compiled
def move(
    u: int, a: int, b: int, units: Units, state: State, graph: Graph
) -> None:  # pragma: no cover
    """Let ``u`` go from ``a`` to ``b``."""
    state.moved[0] += moved_change(u, a, b, units)
    state.territory[u] = b
    state.sizes[a] -= 1
    state.sizes[b] += 1
    for m in range(state.loads.shape[1]):
        state.loads[a, m] -= units.weights[u, m]
        state.loads[b, m] += units.weights[u, m]
    p, x, y = units.mass[u], units.xy[u, 0], units.xy[u, 1]
    for t, sign in ((a, -1.0), (b, 1.0)):
        state.stats[t, 0] += sign * p
        state.stats[t, 1] += sign * p * x
        state.stats[t, 2] += sign * p * y
        state.stats[t, 3] += sign * p * (x * x + y * y)
    for j in range(graph.start[u], graph.start[u + 1]):
        between = state.territory[graph.other[j]] != b
        if between and state.place[j] == -1:
            _list(j, state)
            _list(graph.reverse[j], state)
        elif not between and state.place[j] >= 0:
            _unlist(j, state)
            _unlist(graph.reverse[j], state)
