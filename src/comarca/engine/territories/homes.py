"""Territories around fixed homes: the transport problem, and the proof its prices carry.

The transport problem (each unit may be shared out, no contiguity) gives the first division. Its
prices give, for whatever columns were left out of it, a lower bound of the cost of every
division (Lagrangian relaxation; Held, Wolfe and Crowder, *Mathematical Programming* 6, 1974).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, vstack
from scipy.spatial.distance import cdist

from comarca.engine.solver import GoOn, Model, solved
from comarca.engine.territories.problem import Floats, Ints

NEAREST = 20
MOST_COLUMNS = 1_500_000


@dataclass(frozen=True)
class Relaxed:
    """A division that ignores contiguity, and a proven lower bound of the cost.

    ``price`` is what a unit of each measure costs in each territory, ``(k, m)``, in metres: above
    0 where many want to be served, below 0 where work lacks; None where it is not known.
    """

    territory: Ints
    bound: float
    price: Floats | None = None


def relax(
    xy: Floats,
    weights: Floats,
    homes: Floats,
    lowest: Floats,
    highest: Floats,
    barred: NDArray[np.bool_],
    go_on: GoOn,
    cost: Floats | None = None,
) -> Relaxed | None:
    """Solve the transport problem to the nearest homes; None where ``go_on`` said no.

    Parameters
    ----------
    xy, homes
        Places in metres, ``(n, 2)`` and ``(k, 2)``.
    weights
        Measures ``(n, m)``; the first weighs the distance.
    lowest, highest
        What each territory must and may hold, ``(k, m)``.
    cost
        Cost of each unit at each home, ``(n, k)``; None for weight x distance.
    barred
        True where a unit may not go to a home, ``(n, k)``.
    go_on
        Asked while the solver works; False stops it.
    """
    far = cdist(xy, homes)
    cost = far * weights[:, :1] if cost is None else cost.copy()
    far[barred], cost[barred] = np.inf, np.inf
    reach = min(NEAREST, len(homes))
    while reach * len(xy) <= MOST_COLUMNS:
        found = _shared_out(weights, lowest, highest, far, cost, reach, go_on)
        if found is not None:
            return found
        if not go_on():
            return None
        if reach == len(homes):
            break
        # Where many homes lie close together, the nearest few cannot take everything.
        reach = min(3 * reach, len(homes))
    # All that is known is that nobody is served from nearer than the nearest home.
    return Relaxed(far.argmin(axis=1), float(cost.min(axis=1).sum()))


def _shared_out(
    weights: Floats,
    lowest: Floats,
    highest: Floats,
    far: Floats,
    cost: Floats,
    reach: int,
    go_on: GoOn,
) -> Relaxed | None:
    """Solve the transport problem over the ``reach`` nearest homes; None where it cannot hold."""
    unit, home = _columns(far, reach)
    (n, k), column = far.shape, np.arange(len(unit))
    once = coo_matrix((np.ones(len(unit)), (unit, column)), shape=(n, len(unit)))
    loads = [coo_matrix((w[unit], (home, column)), shape=(k, len(unit))) for w in weights.T]
    model = Model(
        cost=cost[unit, home],
        matrix=vstack([*loads, once]),
        low=np.concatenate([lowest.T.ravel(), np.ones(n)]),
        high=np.concatenate([highest.T.ravel(), np.ones(n)]),
        lower=np.zeros(len(unit)),
        upper=np.ones(len(unit)),
        whole=np.zeros(len(unit), dtype=bool),
    )
    answer = solved(model, go_on)
    if answer is None or not answer.proven:
        return None
    shares = coo_matrix((answer.x, (unit, home)), shape=(n, k)).toarray()
    # a price below 0 holds a territory under its highest, above 0 over its lowest
    price = -answer.price[: lowest.size].reshape(-1, k).T
    above, below = np.maximum(price, 0).T, np.maximum(-price, 0).T
    reduced = (cost + weights @ price.T).min(axis=1).sum()
    bound = reduced - (above.T * highest).sum() + (below.T * lowest).sum()
    return Relaxed(shares.argmax(axis=1), max(float(bound), 0.0), price)


def _columns(far: Floats, reach: int) -> tuple[Ints, Ints]:
    """Return the pairs (unit, home) worth a column: the nearest homes of each unit."""
    near = np.argpartition(far, reach - 1, axis=1)[:, :reach]
    unit = np.repeat(np.arange(len(far)), reach)
    home = near.ravel()
    known = np.isfinite(far[unit, home])
    return unit[known].astype(np.int64), home[known].astype(np.int64)
