"""Random numbers inside compiled code, repeatable on every machine."""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.search.compiled import compiled

RngState = NDArray[np.uint64]


def rng_state(seed: int) -> RngState:
    """Return the state of a generator for this seed."""
    return np.array([np.uint64((seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1)])


@compiled
def uniform(state: RngState) -> float:  # pragma: no cover
    """Return a number in [0, 1) (xorshift64*, Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@compiled
def below(state: RngState, top: int) -> int:  # pragma: no cover
    """Return a whole number from 0 to ``top - 1``."""
    return int(uniform(state) * top)
