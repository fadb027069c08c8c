"""Territories around fixed homes: prices that balance them, and the proof they carry.

Relaxing the balance of the transport problem with prices gives, for any prices, a lower bound
of the cost of every division (Lagrangian relaxation; Held, Wolfe and Crowder, *Mathematical
Programming* 6, 1974). The best prices found also give the first division.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from comarca.engine.territories.problem import Floats, Ints


@dataclass(frozen=True)
class Relaxed:
    """A division that ignores contiguity, and a proven lower bound of the cost."""

    territory: Ints
    bound: float


def relax(
    xy: Floats,
    weights: Floats,
    homes: Floats,
    lowest: Floats,
    highest: Floats,
    barred: NDArray[np.bool_],
    rounds: int = 400,
) -> Relaxed:
    """Price the homes until their territories balance.

    Parameters
    ----------
    xy, homes
        Places in metres, ``(n, 2)`` and ``(k, 2)``.
    weights
        Measures ``(n, m)``; the first weighs the distance.
    lowest, highest
        What each territory must and may hold, ``(k, m)``.
    barred
        True where a unit may not go to a home, ``(n, k)``.
    """
    n, k = len(xy), len(homes)
    far = cdist(xy, homes)
    far[barred] = 1e12
    cost = far * weights[:, :1]
    scale = np.maximum((lowest + highest) / 2, 1e-12)
    price = np.zeros_like(lowest)
    best_bound, best_off = -np.inf, np.inf
    best_price = price
    answer = far.argmin(axis=1)
    reach = float(np.median(far.min(axis=1)) + 1.0)
    step, stale = reach, 0
    unit = np.arange(n)
    smooth = np.zeros_like(price)
    for turn in range(rounds):
        reduced = cost + weights @ price.T if turn else cost
        choice = reduced.argmin(axis=1)
        load = np.stack(
            [np.bincount(choice, weights=column, minlength=k) for column in weights.T], axis=1
        )
        slack = np.where(price > 0, highest, lowest)
        bound = float(reduced[unit, choice].sum() - (price * slack).sum())
        worst = float((np.maximum(load - highest, lowest - load) / scale).max())
        if worst < best_off:
            best_off, answer = worst, choice
        if bound > best_bound:
            best_bound, best_price, stale = bound, price, 0
        else:
            stale += 1
            if stale >= 12:
                step, stale, price = step * 0.6, 0, best_price
                smooth[:] = 0
                continue
        over = np.where(load > highest, load - highest, np.where(load < lowest, load - lowest, 0.0))
        edge = np.where((over == 0) & (price != 0), (load - slack) * 0.5, over)
        smooth = 0.6 * smooth + np.clip(edge / scale, -1, 1)
        moved = price + step * smooth * (
            weights[:, :1].mean() / np.maximum(weights.mean(axis=0), 1e-12)
        )
        flipped = (np.sign(moved) != np.sign(price)) & (price != 0)
        price = np.where(flipped, 0.0, moved)
    return Relaxed(answer.astype(np.int64), max(best_bound, 0.0))
