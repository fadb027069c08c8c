"""Two records that are each surely the same as a third: what one line lacks, another may say."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# So sure both ways to the third must be, and so much the two must say themselves: a chain of
# branches, each like the next, is not made one customer. People have no branches: two lines of
# whom one lacks what the other has may say less.
SURE, NOT_AGAINST, NOT_AGAINST_A_PERSON = 0.9, 0.05, 0.005
ROUNDS, MOST_ALIKE = 2, 40


def supported(pairs: NDArray[np.int64], share: Floats, *, people: bool) -> Floats:
    """Return the probabilities of pairs, raised to that of the surest way by a third record.

    ``pairs`` has shape ``(n, 2)``, ``share`` is from 0 to 1; pairs that speak against each other
    (below ``NOT_AGAINST``, among ``people`` below ``NOT_AGAINST_A_PERSON``) stay as they are.
    """
    known = np.flatnonzero(share >= (NOT_AGAINST_A_PERSON if people else NOT_AGAINST))
    best = {
        (int(a), int(b)): float(share[k]) for k, (a, b) in zip(known, pairs[known], strict=True)
    }
    for _round in range(ROUNDS):
        for pair, way in _ways(best).items():
            best[pair] = max(best[pair], way)
    raised = share.copy()
    raised[known] = [best[(int(a), int(b))] for a, b in pairs[known]]
    return raised


def _ways(best: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Return how sure the pairs that are known are by way of a third record."""
    beside: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (a, b), sure in best.items():
        if sure >= SURE:
            beside[a].append((b, sure))
            beside[b].append((a, sure))
    found: dict[tuple[int, int], float] = {}
    for others in beside.values():
        for at, (a, one) in enumerate(others[:MOST_ALIKE]):
            for c, two in others[at + 1 : MOST_ALIKE]:
                pair = (min(a, c), max(a, c))
                if pair in best:
                    found[pair] = max(found.get(pair, 0.0), one * two)
    return found
