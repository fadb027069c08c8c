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

ROUNDS = 4
MOST_PATCHES = 60
"""Patches divided at most: where the tolerance is out of reach, no number of them would do."""
MOST_WORK = 12_000
"""Units of all of them at most: 10 to 40 seconds of HiGHS."""
RESIGNED = 10
"""Patches in a row that mend nothing after which the round is over."""
FIRST, MORE = 4, 2
"""Territories of the first patch, and how many more each round."""
MOST_UNITS = 900
"""Units of a patch at most."""
WARMTH = (0.004, 0.0004)
"""Temperatures at which a patch settles, its tolerance a limit."""
HEAT, HEAT_PRICE = (0.01, 0.0004), 2.0
"""First and last temperature of a neighbourhood annealed anew, and its first price of imbalance."""
HEATS, HEAT_TURNS, HEAT_MOVES = 8, 20, 400
"""Times it is, temperatures, and moves for each border that is cut in it over all of them."""
WARM_SIZE = 7, 1_000_000
"""Territories of it, and units at most."""
TURNS, MOVES = 12, 150
"""Temperatures, and moves for each border that is cut in the patch over all of them."""


def mend_violators(search: Search, best: Best, clock: Clock) -> None:
    """Divide the neighbourhood of every territory outside its tolerance, in wider rounds."""
    rng = np.random.default_rng(search.seed)
    search.load(best.territory)
    excess = search.evaluator.excess(best.territory)
    left, work = MOST_PATCHES, MOST_WORK
    for turn in range(ROUNDS):
        before, vain = excess, 0
        for t in violators(search)[:left].tolist():
            if abs(off(search)[t]) <= 1 + 1e-9 or vain == RESIGNED or work <= 0:
                continue
            if not clock.go_on(0.98):
                return
            reached = reheat(search, around(search, t, *WARM_SIZE, rng), excess)
            excess = min(reached, excess)
            if abs(off(search)[t]) <= 1 + 1e-9:
                vain = 0
                best.offer(search.territory)
                continue
            inside = around(search, t, FIRST + MORE * turn, MOST_UNITS, rng)
            reached = _try(search, inside, excess, clock)
            vain, excess = (0 if reached < excess else vain + 1), reached
            left, work = left - 1, work - int(search.state.sizes[inside].sum())
            best.offer(search.territory)
        done = best.score[1] <= search.sub.unavoidable + 1e-6
        if done or min(left, work) <= 0 or (turn and excess >= before):
            break
    search.load(best.territory)


def _try(search: Search, inside: NDArray[np.bool_], excess: float, clock: Clock) -> float:
    """Divide one patch; keep the division if it breaks less; return what is beyond the limits."""
    found = divided_exactly(search, inside, lambda: clock.go_on(0.98))
    if found is None or search.evaluator.broken(found) > search.evaluator.broken(search.territory):
        return excess
    less = search.evaluator.excess(found)
    if less >= excess:
        return excess
    search.load(found)
    relax_patch(search, inside)
    return min(less, search.evaluator.excess(search.territory))


def reheat(search: Search, inside: NDArray[np.bool_], excess: float) -> float:
    """Anneal a neighbourhood anew, everything else standing still; keep what breaks less."""
    before = search.territory.copy()
    for _ in range(HEATS):
        search.keep_to(inside)
        moves = max(HEAT_MOVES * int(search.state.size[0]) // HEAT_TURNS, 100)
        for turn in range(HEAT_TURNS):
            p = turn / (HEAT_TURNS - 1)
            heat = HEAT[0] * (HEAT[1] / HEAT[0]) ** p
            price = HEAT_PRICE * (search.params.penalty_end / HEAT_PRICE) ** p
            search.sweep(moves, search.rates(heat, price, search.params.soft))
        search.keep_to(np.ones(search.sub.k, dtype=bool))
        less = search.evaluator.excess(search.territory)
        if less < excess - 1e-9:
            relax_patch(search, inside)
            return min(less, search.evaluator.excess(search.territory))
        search.load(before)
    return excess


def relax_patch(search: Search, inside: NDArray[np.bool_]) -> None:
    """Let the borders of a patch settle within the tolerance, everything else standing still."""
    search.keep_to(inside)
    moves = max(MOVES * int(search.state.size[0]) // TURNS, 100)
    for turn in range(TURNS):
        heat = WARMTH[0] * (WARMTH[1] / WARMTH[0]) ** (turn / (TURNS - 1))
        rates = search.rates(heat, search.params.penalty_end, 1.0, hard=True)
        search.sweep(moves, rates)
    search.keep_to(np.ones(search.sub.k, dtype=bool))


def around(
    search: Search, t: int, size: int, most: int, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Return ``t`` and its nearest neighbours by borders crossed, by chance among equals."""
    near, counts = adjacent(search), search.state.sizes
    inside = np.zeros(search.sub.k, dtype=bool)
    inside[t] = True
    front, left = [t], most - int(counts[t])
    while front and inside.sum() < size:
        ring = np.flatnonzero(near[front].any(axis=0) & ~inside)
        front = []
        for each in rng.permutation(ring).tolist():
            if inside.sum() < size and counts[each] <= left:
                inside[each] = True
                left -= int(counts[each])
                front.append(each)
    return inside
