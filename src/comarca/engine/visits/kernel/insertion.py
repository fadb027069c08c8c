"""Putting a visit into a route and taking visits out."""

from typing import Any

from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.timing import retime


@compiled
def put(data: Any, state: Any, node: int, r: int, i: int, mode: int) -> None:  # pragma: no cover
    """Insert a visit before stop ``i`` of a route."""
    n = state.routes[r].count
    for j in range(n, i, -1):
        state.seq[r, j] = state.seq[r, j - 1]
    state.seq[r, i] = node
    state.routes[r].count = n + 1
    state.nodes[node].route = r
    state.nodes[node].mode = mode
    retime(data, state, r)


@compiled
def drop_marked(data: Any, state: Any, r: int, marked: Any) -> None:  # pragma: no cover
    """Take every marked visit out of a route."""
    kept = 0
    for i in range(state.routes[r].count):
        node = state.seq[r, i]
        if marked[node]:
            state.nodes[node].route = -1
        else:
            state.seq[r, kept] = node
            kept += 1
    state.routes[r].count = kept
    retime(data, state, r)
