"""Border moves under a falling temperature and a rising price of imbalance.

Simulated annealing (Kirkpatrick, Gelatt and Vecchi, *Science* 220, 1983) on the contiguity
graph. A move is drawn from the borders that are cut, so none is wasted; it is priced first, and
only one that would be taken is tested for contiguity. A single move that is refused for its
balance may be tried again as a chain: the receiving territory passes another unit on.
"""

import numpy as np

from comarca.engine.territories.search.compiled import compiled
from comarca.engine.territories.search.connectivity import stays_whole
from comarca.engine.territories.search.dice import below, uniform
from comarca.engine.territories.search.moves import OUTSIDE, move
from comarca.engine.territories.search.pricing import (
    excess_change,
    imbalance_price,
    moved_change,
    plain_price,
    price,
)
from comarca.engine.territories.search.records import (
    Graph,
    Limits,
    Rates,
    Scratch,
    State,
    Units,
)

HOPS = 12
"""How far inside the receiving territory a unit to pass on is looked for, in borders crossed."""


@compiled
def _may(u: int, b: int, units: Units) -> bool:  # pragma: no cover
    """Return whether ``u`` is free to be in ``b``."""
    if not units.free[u]:
        return False
    return not (units.forbidden.shape[0] > 0 and units.forbidden[u, b])


@compiled
def _allowed(
    u: int, a: int, b: int, units: Units, state: State, limits: Limits, rates: Rates
) -> bool:  # pragma: no cover
    """Return whether the hard limits let ``u`` go: the cap on change, and the tolerance."""
    moved = moved_change(u, a, b, units)
    if moved > 0 and state.moved[0] + moved > limits.moved:
        return False
    if not rates.hard:
        return True
    worse = excess_change(u, a, -1.0, units, state, limits)
    worse += excess_change(u, b, 1.0, units, state, limits)
    return worse <= 1e-12


@compiled
def _pass_on(
    u: int, v: int, b: int, state: State, graph: Graph
) -> tuple[int, int]:  # pragma: no cover
    """Walk inside ``b`` from ``v`` to another border; return a unit and where it could go."""
    y = v
    for _ in range(HOPS):
        j = graph.start[y] + below(state.rng, graph.start[y + 1] - graph.start[y])
        z = graph.other[j]
        if state.place[j] == OUTSIDE:
            return -1, -1
        if state.territory[z] != b:
            return (y, state.territory[z]) if y != u else (-1, -1)
        y = z
    return -1, -1


@compiled
def _chain(
    u: int, v: int, a: int, b: int, change: float, threshold: float, units: Units, state: State,
    graph: Graph, limits: Limits, rates: Rates, room: Scratch,
) -> bool:  # pragma: no cover  # fmt: skip
    """Let ``u`` go to ``b`` if ``b`` can pass another unit on so that both together pay."""
    excess = excess_change(u, a, -1.0, units, state, limits)
    excess += excess_change(u, b, 1.0, units, state, limits)
    moved_before = state.moved[0]
    move(u, a, b, units, state, graph)
    y, c = _pass_on(u, v, b, state, graph)
    if y >= 0 and y != u and state.sizes[b] > 1 and _may(y, c, units):
        change += price(y, b, c, units, state, graph, limits, rates)
        fine = change <= threshold
        if fine and rates.hard:
            excess += excess_change(y, b, -1.0, units, state, limits)
            excess += excess_change(y, c, 1.0, units, state, limits)
            fine = excess <= 1e-12
        if fine:
            move(y, b, c, units, state, graph)
            fine = state.moved[0] <= limits.moved or state.moved[0] <= moved_before
            if fine and rates.contiguous:
                fine = stays_whole(u, a, state, graph, room)
                fine = fine and stays_whole(y, b, state, graph, room)
            if fine:
                return True
            move(y, c, b, units, state, graph)
    move(u, b, a, units, state, graph)
    return False


@compiled
def sweep(
    steps: int, units: Units, state: State, graph: Graph, limits: Limits, rates: Rates,
    room: Scratch,
) -> int:  # pragma: no cover  # fmt: skip
    """Try ``steps`` moves at one temperature; return how many were taken."""
    taken = 0
    for _ in range(steps):
        if state.size[0] == 0:
            break
        j = state.cut[below(state.rng, state.size[0])]
        u, v = graph.source[j], graph.other[j]
        a, b = state.territory[u], state.territory[v]
        if state.sizes[a] <= 1 or not _may(u, b, units):
            continue
        threshold = -rates.temperature * np.log(1.0 - uniform(state.rng))
        plain = plain_price(u, a, b, units, state, graph, rates)
        change = plain + imbalance_price(u, a, b, units, state, limits, rates)
        if change <= threshold and _allowed(u, a, b, units, state, limits, rates):
            if not rates.contiguous or stays_whole(u, a, state, graph, room):
                move(u, a, b, units, state, graph)
                taken += 1
        elif (
            plain <= threshold
            and uniform(state.rng) < rates.chains
            and _chain(u, v, a, b, change, threshold, units, state, graph, limits, rates, room)
        ):
            taken += 2
    return taken
