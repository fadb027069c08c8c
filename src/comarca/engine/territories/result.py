"""The answer: who gets what, what it costs, what it breaks and how far from the best it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Violation:
    """One condition the answer does not meet, and why."""

    territory: int
    what: str
    measure: str
    value: float
    reason: str


@dataclass(frozen=True)
class Result:
    """A division.

    ``territory`` has shape ``(n,)``, values 0 to k - 1; ``totals`` and ``deviation`` are
    ``(k,)`` by measure, the deviation against the mean of the territory's container;
    ``pieces`` is the number of parts of each territory; ``cost`` has ``distance`` (weight x
    metres), ``mean_distance`` (metres), ``border`` and ``moved`` (share of the first measure).
    ``bound`` is a proven lower bound of ``cost["distance"]`` (fixed homes only), else None.
    ``stopped`` is ``done``, ``time`` or ``cancelled``.
    """

    territory: NDArray[np.int32]
    centres: NDArray[np.float64]
    container: NDArray[np.int32]
    totals: dict[str, NDArray[np.float64]]
    deviation: dict[str, NDArray[np.float64]]
    pieces: NDArray[np.int32]
    cost: dict[str, float]
    violations: tuple[Violation, ...]
    bound: float | None
    stopped: str
    seed: int
    version: str

    @property
    def feasible(self) -> bool:
        """Return whether every condition is met."""
        return not self.violations

    @property
    def gap(self) -> float | None:
        """Return how far above the proven bound the cost is (0.01 is 1 %), or None."""
        if self.bound is None or self.bound <= 0:
            return None
        return max(self.cost["distance"] / self.bound - 1, 0.0)
