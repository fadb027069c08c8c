"""Repeatable chance for compiled code: the state travels with the search."""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.visits.kernel.compiled import compiled


@compiled
def uniform(state: NDArray[np.uint64]) -> float:  # pragma: no cover
    """Return a number in [0, 1) and advance the state (xorshift64*, Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    high = (x * np.uint64(2685821657736338717)) >> np.uint64(11)
    return float(high) / 9007199254740992.0


@compiled
def below(state: NDArray[np.uint64], n: int) -> int:  # pragma: no cover
    """Return a whole number from 0 to ``n - 1``."""
    return int(uniform(state) * n)


def seeded(seed: int) -> NDArray[np.uint64]:
    """Return the state for a seed; never zero, and far apart for neighbouring seeds."""
    mixed = np.random.default_rng(seed).integers(1, 2**63, dtype=np.uint64)
    return np.array([mixed], dtype=np.uint64)
