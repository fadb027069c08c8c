"""Bring the last territories in by dividing the neighbourhood of each exactly.

Where work comes in heavy lumps, no single move and no chain of two leads from a territory that
is too heavy to one within its tolerance: what is needed is an exchange of one heavy unit for
several light ones, over several borders at once.
"""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.progress import Clock
from comarca.engine.territories.patch import divided_exactly
from comarca.engine.territories.recut import adjacent, off, violators
from comarca.engine.territories.searching import Best, Search
from comarca.engine.territories.start import beside

ROUNDS = 4
MOST_PATCHES = 60
"""Patches divided at most: where the tolerance is out of reach, no number of them would do."""
FIRST, MORE = 4, 2
"""Territories of the first patch, and how many more each round."""
MOST_UNITS = 900
"""Units of a patch at most."""
WARMTH = (0.004, 0.0004)
"""Temperatures at which a patch settles, its tolerance a limit."""
TURNS, MOVES = 12, 150
"""Temperatures, and moves for each border that is cut in the patch over all of them."""


def mend_violators(search: Search, best: Best, clock: Clock) -> None:
    """Divide the neighbourhood of every territory outside its tolerance, in wider rounds."""
    rng = np.random.default_rng(search.seed)
    search.load(best.territory)
    excess = search.evaluator.excess(best.territory)
    left = MOST_PATCHES
    for turn in range(ROUNDS):
        before = excess
        for t in violators(search)[:left].tolist():
            if abs(off(search)[t]) <= 1 + 1e-9:
                continue
            if not clock.go_on(0.98):
                return
            inside = around(search, t, FIRST + MORE * turn, rng)
            excess = _try(search, inside, excess, clock)
            left -= 1
            best.offer(search.territory)
        done = best.score[1] <= search.sub.unavoidable + 1e-6
        if done or left <= 0 or (turn and excess >= before):
            break
    search.load(best.territory)


def _try(search: Search, inside: NDArray[np.bool_], excess: float, clock: Clock) -> float:
    """Divide one patch; keep the division if it breaks less; return what is beyond the limits."""
    found = beside(lambda: divided_exactly(search, inside), lambda: clock.go_on(0.98))
    if found is None or search.evaluator.broken(found) > search.evaluator.broken(search.territory):
        return excess
    less = search.evaluator.excess(found)
    if less >= excess:
        return excess
    search.load(found)
    relax_patch(search, inside)
    return min(less, search.evaluator.excess(search.territory))


def relax_patch(search: Search, inside: NDArray[np.bool_]) -> None:
    """Let the borders of a patch settle within the tolerance, everything else standing still."""
    search.keep_to(inside)
    moves = max(MOVES * int(search.state.size[0]) // TURNS, 100)
    for turn in range(TURNS):
        heat = WARMTH[0] * (WARMTH[1] / WARMTH[0]) ** (turn / (TURNS - 1))
        rates = search.rates(heat, search.params.penalty_end, 1.0, hard=True)
        search.sweep(moves, rates)
    search.keep_to(np.ones(search.sub.k, dtype=bool))


def around(search: Search, t: int, size: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return ``t`` and its nearest neighbours by borders crossed, by chance among equals."""
    near, counts = adjacent(search), search.state.sizes
    inside = np.zeros(search.sub.k, dtype=bool)
    inside[t] = True
    front, left = [t], MOST_UNITS - int(counts[t])
    while front and inside.sum() < size:
        ring = np.flatnonzero(near[front].any(axis=0) & ~inside)
        front = []
        for each in rng.permutation(ring).tolist():
            if inside.sum() < size and counts[each] <= left:
                inside[each] = True
                left -= int(counts[each])
                front.append(each)
    return inside
