"""Shorten the way around fixed homes by dividing neighbourhoods exactly.

The bound is near there, and what is left are exchanges of several units at once over several
borders, which an integer model of a few territories finds (patch.py). The prices of the
transport problem say where: what its shares do not serve in the same place is dearer.
"""

import numpy as np

from comarca.engine.progress import Clock
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.mend import around
from comarca.engine.territories.patch import divided_exactly
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.searching import Best, Search


def polish(search: Search, best: Best, clock: Clock) -> None:
    """Divide the neighbourhoods where most is lost exactly, again and again; keep what is better.

    A neighbourhood in which nothing was found is tried again half as often. Nothing is tried where
    hardly anything is left above the bound.
    """
    numbers, k = search.params.polish, search.sub.k
    rng = np.random.default_rng(search.seed)
    hope, lost = np.ones(k), loss(search, best.territory)
    whole = search.evaluator.distance(best.territory)
    if search.prices is not None and lost.sum() < numbers.least * whole:
        return
    search.load(best.territory)
    for _ in range(int(numbers.patches * k)):
        chance = hope * lost.clip(0)
        if chance.sum() <= 0 or not clock.go_on(0.98):
            break
        t = int(rng.choice(k, p=chance / chance.sum()))
        inside = around(search, t, numbers.size, search.params.mend.units, rng)
        found = divided_exactly(search, inside, lambda: clock.go_on(0.98), numbers.gap, rng=rng)
        hope[t] /= 2
        if found is None:
            continue
        score = best.score
        best.offer(found)
        if best.score < score:
            search.load(found)
            hope[inside] = 1.0
            lost = loss(search, found)


def loss(search: Search, terr: Ints) -> Floats:
    """Return what each territory costs above the bound, ``(k,)``; 1 where that is not known."""
    sub = search.sub
    if search.prices is None or sub.table is None:
        return np.ones(sub.k)
    priced = sub.table + sub.weights @ search.prices.T
    dearer = priced[np.arange(sub.size), terr] - priced.min(axis=1)
    room = sub.mean * (1 + np.sign(search.prices) * sub.tolerance) - search.evaluator.loads(terr)
    return np.asarray(sums(terr, dearer, sub.k) + (room * search.prices).sum(axis=1))
