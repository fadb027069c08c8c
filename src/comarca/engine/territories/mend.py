"""Bring the last territories in by dividing the neighbourhood of each exactly.

Where work comes in heavy lumps, no single move and no chain of two leads from a territory that
is too heavy to one within its tolerance: what is needed is an exchange of one heavy unit for
several light ones, over several borders at once. Where a neighbourhood has no room for it, the
territory hands on what it cannot keep, and the one that takes it does likewise.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comarca.engine.progress import Clock
from comarca.engine.territories.patch import divided_exactly
from comarca.engine.territories.recut import adjacent, off, violators
from comarca.engine.territories.searching import Best, Search


@dataclass
class Effort:
    """Units that patches may still hold, over all tries: a limit in work, not in seconds."""

    left: int


def mend_violators(
    search: Search, best: Best, clock: Clock, effort: Effort, again: int = 0
) -> None:
    """Divide the neighbourhood of every territory outside its tolerance, in wider rounds.

    ``again`` counts the times before: the dice fall otherwise each time, and models are larger and
    get more time.
    """
    rng = np.random.default_rng(search.seed + 101 * again)
    search.load(best.territory)
    excess = search.evaluator.excess(best.territory)
    numbers = search.params.mend
    left = numbers.patches
    for turn in range(numbers.rounds):
        before, vain = excess, 0
        for t in violators(search)[:left].tolist():
            if abs(off(search)[t]) <= 1 + 1e-9 or vain == numbers.vain or effort.left <= 0:
                continue
            if not clock.go_on(0.98):
                return
            reached = reheat(
                search, around(search, t, numbers.reheat_size, search.sub.size, rng), excess
            )
            excess = min(reached, excess)
            if abs(off(search)[t]) <= 1 + 1e-9:
                vain = 0
                best.offer(search.territory)
                continue
            size = min(numbers.first + numbers.more * (turn + again), numbers.largest)
            inside = around(search, t, size, numbers.units, rng)
            reached = _try(search, inside, excess, clock, 1 + 3 * again, rng)
            vain, excess = (0 if reached < excess else vain + 1), reached
            left, effort.left = left - 1, effort.left - int(search.state.sizes[inside].sum())
            for _ in range(numbers.walks if vain else 0):
                reached = hand_on(search, t, excess, clock, effort, rng)
                if reached < excess:
                    excess, vain = reached, 0
                    break
            best.offer(search.territory)
        done = best.score[1] <= search.sub.unavoidable + 1e-6
        if done or min(left, effort.left) <= 0 or (turn and excess >= before):
            break
    search.load(best.territory)


def _try(
    search: Search, inside: NDArray[np.bool_], excess: float, clock: Clock, patience: int,
    rng: np.random.Generator,
) -> float:  # fmt: skip
    """Divide one patch; keep the division if it breaks less; return what is beyond the limits."""
    found = divided_exactly(search, inside, lambda: clock.go_on(0.98), patience=patience, rng=rng)
    if found is None or search.evaluator.broken(found) > search.evaluator.broken(search.territory):
        return excess
    less = search.evaluator.excess(found)
    if less >= excess:
        return excess
    search.load(found)
    relax_patch(search, inside)
    return min(less, search.evaluator.excess(search.territory))


def hand_on(
    search: Search, t: int, excess: float, clock: Clock, effort: Effort, rng: np.random.Generator
) -> float:  # fmt: skip
    """Let ``t`` hand what it has too much or too little to a neighbour, and that one on.

    What no neighbourhood of ``t`` can take in may find room a few territories away, and small
    models find the way sooner than one that holds all of it. Keep what breaks less in the end.
    """
    before, numbers, dearer = search.territory.copy(), search.params.mend, np.ones(search.sub.k)
    for _ in range(numbers.steps):
        if effort.left <= 0 or not clock.go_on(0.98):
            break
        inside = around(search, t, numbers.first, numbers.units, rng)
        dearer[:] = np.where(dearer > 1, dearer / 2, 1) * rng.uniform(0.7, 1.4, search.sub.k)
        dearer[t] = numbers.handed
        found = divided_exactly(search, inside, lambda: clock.go_on(0.98), rng=rng, dearer=dearer)
        effort.left -= int(search.state.sizes[inside].sum())
        if found is None or search.evaluator.broken(found) > search.evaluator.broken(before):
            break
        search.load(found)
        relax_patch(search, inside)
        less = search.evaluator.excess(search.territory)
        if less < excess - 1e-9:
            return less
        away = np.where(inside, np.abs(off(search)), 0.0)
        away[t] = 0.0
        if less > excess + numbers.worse or away.max() <= 1 + 1e-9:
            break
        t = int(away.argmax())
    search.load(before)
    return excess


def reheat(search: Search, inside: NDArray[np.bool_], excess: float) -> float:
    """Anneal a neighbourhood anew, everything else standing still; keep what breaks less."""
    before, numbers = search.territory.copy(), search.params.mend
    hot, cold, turns = numbers.reheat, numbers.reheat_end, numbers.reheat_turns
    dear = search.params.penalty_end / numbers.reheat_penalty
    for _ in range(numbers.reheats):
        search.keep_to(inside)
        moves = max(numbers.reheat_moves * int(search.state.size[0]) // turns, 100)
        for turn in range(turns):
            p = turn / max(turns - 1, 1)
            heat, price = hot * (cold / hot) ** p, numbers.reheat_penalty * dear**p
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
    numbers = search.params.mend
    hot, cold, turns = numbers.relax_heat, numbers.relax_heat_end, numbers.relax_turns
    search.keep_to(inside)
    moves = max(numbers.relax_moves * int(search.state.size[0]) // turns, 100)
    for turn in range(turns):
        heat = hot * (cold / hot) ** (turn / max(turns - 1, 1))
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
