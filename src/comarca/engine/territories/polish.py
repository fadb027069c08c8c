"""Shorten the way around fixed homes where mending lengthened it, by dividing exactly.

The bound is near there, and what mending leaves are exchanges of several units at once over
several borders, which an integer model of a few territories finds (patch.py).
"""

import numpy as np

from comarca.engine.progress import Clock
from comarca.engine.territories.mend import around
from comarca.engine.territories.patch import divided_exactly
from comarca.engine.territories.problem import Ints
from comarca.engine.territories.searching import Best, Search


def polish(search: Search, best: Best, before: Ints, clock: Clock) -> None:
    """Divide the neighbourhoods of what is not as it was ``before`` exactly; keep what is better.

    Neighbourhoods around which nothing has changed are left alone.
    """
    numbers, k = search.params.polish, search.sub.k
    rng = np.random.default_rng(search.seed)
    gone = best.territory != before
    open_ = np.zeros(k, dtype=bool)
    open_[best.territory[gone]] = open_[before[gone]] = True
    search.load(best.territory)
    for _ in range(int(numbers.patches * k)):
        if not open_.any() or not clock.go_on(0.98):
            break
        t = int(rng.choice(np.flatnonzero(open_)))
        inside = around(search, t, numbers.size, search.params.mend.units, rng)
        found = divided_exactly(search, inside, lambda: clock.go_on(0.98), numbers.gap)
        open_[t] = False
        if found is None:
            continue
        score = best.score
        best.offer(found)
        if best.score < score:
            search.load(found)
            open_[inside] = True
