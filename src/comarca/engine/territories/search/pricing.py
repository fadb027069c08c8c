"""What a move costs: distance, border, imbalance and change, before anything is moved."""

import numpy as np

from comarca.engine.territories.search.compiled import compiled
from comarca.engine.territories.search.records import (
    CENTRES,
    INERTIA,
    Graph,
    Limits,
    Rates,
    State,
    Units,
)

CAP_PRICE = 20.0
"""How much dearer a breach of a capacity is than one of the tolerance, by share."""


@compiled
def distance_change(
    u: int, a: int, b: int, units: Units, state: State, kind: int
) -> float:  # pragma: no cover
    """Return the change of distance when ``u`` goes from ``a`` to ``b``."""
    if kind == INERTIA:
        x, y, p, change = units.xy[u, 0], units.xy[u, 1], units.mass[u], 0.0
        ma, mb = state.stats[a, 0], state.stats[b, 0]
        if ma - p > 1e-12:
            dx, dy = state.stats[a, 1] / ma - x, state.stats[a, 2] / ma - y
            change -= (dx * dx + dy * dy) * p * ma / (ma - p)
        if mb > 0:
            dx, dy = state.stats[b, 1] / mb - x, state.stats[b, 2] / mb - y
            change += (dx * dx + dy * dy) * p * mb / (mb + p)
        return change
    if kind == CENTRES:
        x, y = units.xy[u, 0], units.xy[u, 1]
        ax, ay = x - state.centres[a, 0], y - state.centres[a, 1]
        bx, by = x - state.centres[b, 0], y - state.centres[b, 1]
        return float(units.mass[u] * (np.sqrt(bx * bx + by * by) - np.sqrt(ax * ax + ay * ay)))
    return float(units.table[u, b] - units.table[u, a])


@compiled
def border_change(u: int, a: int, b: int, state: State, graph: Graph) -> float:  # pragma: no cover
    """Return the change of border length when ``u`` goes from ``a`` to ``b``."""
    change = 0.0
    for j in range(graph.start[u], graph.start[u + 1]):
        t = state.territory[graph.other[j]]
        if t == a:
            change += graph.length[j]
        elif t == b:
            change -= graph.length[j]
    return change


@compiled
def _over(load: float, mean: float, tolerance: float, soft: float) -> float:  # pragma: no cover
    """Return how far a load stands beyond the soft tolerance, in tolerances, squared."""
    if mean <= 0:
        return 0.0
    over = (abs(load / mean - 1.0) - soft * tolerance) / tolerance
    return over * over if over > 0 else 0.0


@compiled
def penalty_change(
    u: int, t: int, sign: float, units: Units, state: State, limits: Limits, soft: float
) -> float:  # pragma: no cover
    """Return the change of the penalty of ``t`` when ``u`` comes (sign 1) or goes (-1)."""
    change = 0.0
    for m in range(state.loads.shape[1]):
        load, mean, tol = state.loads[t, m], limits.mean[t, m], limits.tolerance[m]
        after = load + sign * units.weights[u, m]
        change += _over(after, mean, tol, soft) - _over(load, mean, tol, soft)
    cap = limits.cap[t]
    if cap < 1e299:
        load = state.loads[t, limits.capped]
        after = load + sign * units.weights[u, limits.capped]
        for value, side in ((after, 1.0), (load, -1.0)):
            if value > cap:
                over = CAP_PRICE * (value / cap - 1.0)
                change += side * over * over
    return change


@compiled
def excess_change(
    u: int, t: int, sign: float, units: Units, state: State, limits: Limits
) -> float:  # pragma: no cover
    """Return the change of what stands beyond the tolerance itself, in shares of the mean."""
    change = 0.0
    for m in range(state.loads.shape[1]):
        load, mean, tol = state.loads[t, m], limits.mean[t, m], limits.tolerance[m]
        if mean > 0:
            after = load + sign * units.weights[u, m]
            change += max(abs(after / mean - 1.0) - tol, 0.0)
            change -= max(abs(load / mean - 1.0) - tol, 0.0)
    cap = limits.cap[t]
    if cap < 1e299:
        load = state.loads[t, limits.capped]
        change += max((load + sign * units.weights[u, limits.capped]) / cap - 1.0, 0.0)
        change -= max(load / cap - 1.0, 0.0)
    return change


@compiled
def moved_change(u: int, a: int, b: int, units: Units) -> float:  # pragma: no cover
    """Return the change of what has left its current territory."""
    now = units.current[u]
    if now < 0:
        return 0.0
    if a == now:
        return float(units.weights[u, 0])
    return float(-units.weights[u, 0]) if b == now else 0.0


@compiled
def plain_price(
    u: int, a: int, b: int, units: Units, state: State, graph: Graph, rates: Rates
) -> float:  # pragma: no cover
    """Return the change of cost when ``u`` goes from ``a`` to ``b``, balance left out."""
    change = distance_change(u, a, b, units, state, rates.kind)
    if rates.border > 0:
        change += rates.border * border_change(u, a, b, state, graph)
    if rates.moved > 0:
        change += rates.moved * moved_change(u, a, b, units)
    return change


@compiled
def imbalance_price(
    u: int, a: int, b: int, units: Units, state: State, limits: Limits, rates: Rates
) -> float:  # pragma: no cover
    """Return the change of the price of imbalance when ``u`` goes from ``a`` to ``b``."""
    imbalance = penalty_change(u, a, -1.0, units, state, limits, rates.soft)
    imbalance += penalty_change(u, b, 1.0, units, state, limits, rates.soft)
    return rates.penalty * imbalance


@compiled
def price(
    u: int, a: int, b: int, units: Units, state: State, graph: Graph, limits: Limits, rates: Rates
) -> float:  # pragma: no cover
    """Return the whole change of cost when ``u`` goes from ``a`` to ``b``."""
    plain = plain_price(u, a, b, units, state, graph, rates)
    return plain + imbalance_price(u, a, b, units, state, limits, rates)
