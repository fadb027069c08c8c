"""Divide one container: a first division, made whole, then improved step by step."""

from collections.abc import Callable

import numpy as np

from comarca.engine.progress import Clock
from comarca.engine.territories.evaluate import Score
from comarca.engine.territories.exact import exact
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.problem import Ints
from comarca.engine.territories.recut import recut_violators
from comarca.engine.territories.search.records import Rates
from comarca.engine.territories.searching import CHUNK, Best, Search
from comarca.engine.territories.start import first_divisions, whole
from comarca.engine.territories.subproblem import Subproblem

Share = Callable[[float], float]
NOTHING: Score = (1 << 60, np.inf, np.inf)
"""Worse than any division."""


def solve(
    sub: Subproblem, params: SearchParams, seed: int, clock: Clock, share: Share,
    start: Ints | None = None,
) -> tuple[Ints, float | None]:  # fmt: skip
    """Divide one container and return the division and the bound, if one is proven."""
    if sub.k == 1:
        terr = np.zeros(sub.size, dtype=np.int64)
        return terr, None if sub.table is None else float(sub.table.sum())
    going = clock.go_on(share(0.0))
    found = exact(sub, params) if going else None
    if found is not None:
        return found
    starts, bound = first_divisions(sub, params, seed)
    if start is not None:
        starts = [whole(sub, start)]
    if not going:
        return starts[0], bound
    begun = race(sub, params, starts, seed, clock)
    best, best_score = begun, NOTHING
    for again in range(params.restarts + 1):
        search = Search(sub, params, seed + 7919 * again, begun, starts[0])
        tried = improve(search, clock, share)
        score = search.evaluator.score(tried)
        if score < best_score:
            best, best_score = tried, score
        if clock.stopped or best_score[:2] == (0, 0.0):
            break
    return best, bound


def race(
    sub: Subproblem, params: SearchParams, starts: list[Ints], seed: int, clock: Clock
) -> Ints:
    """Return the first division that a short run takes furthest."""
    if len(starts) == 1:
        return starts[0]
    best, least = starts[0], np.inf
    for turn, first in enumerate(starts):
        search = Search(sub, params, seed + 31 * turn, first, starts[0])
        if not anneal(search, clock, lambda _: 0.0, params.race):
            break
        evaluator, terr = search.evaluator, search.territory
        cost = evaluator.cost(terr) * (1 + evaluator.excess(terr) / sub.k)
        if cost < least:
            best, least = terr.copy(), cost
    return best


def anneal(search: Search, clock: Clock, share: Share, part: float = 1.0) -> bool:
    """Run one annealing, or a part of one in fewer moves; return False when told to stop."""
    params = search.params
    turns = max(int(params.sweeps * min(1.0, 3 * part)), 2)
    each = int(search.steps * part) // turns
    soft = params.soft * search.sub.options.balance
    for turn in range(turns):
        p = turn / (turns - 1)
        rates = search.rates(
            params.temperature_start * (params.temperature_end / params.temperature_start) ** p,
            params.penalty_start * (params.penalty_end / params.penalty_start) ** p, soft,
        )  # fmt: skip
        if not run(search, each, rates, clock, share(0.9 * p)):
            return False
    return True


def improve(search: Search, clock: Clock, share: Share) -> Ints:
    """Anneal, bring the last violators in, and settle within the tolerance."""
    best = Best(search.evaluator, search.territory)
    if not anneal(search, clock, share):
        return best.offer(search.territory)
    best.offer(search.territory)
    settle(search, best, clock, share)
    if best.score[:2] != (0, 0.0) and search.sub.contiguous:
        search.load(best.territory)
        recut_violators(search, best, clock)
        settle(search, best, clock, share)
    return best.territory


def run(search: Search, steps: int, rates: Rates, clock: Clock, share: float) -> bool:
    """Try moves at one temperature, in chunks; return False when the clock says stop."""
    while steps > 0:
        search.sweep(min(steps, CHUNK), rates)
        steps -= CHUNK
        if not clock.go_on(share):
            return False
    return True


def settle(search: Search, best: Best, clock: Clock, share: Share) -> None:
    """Cool down with the tolerance as a limit that nothing crosses any more."""
    params = search.params
    search.load(best.territory)
    balance = search.sub.options.balance
    for turn in range(params.hard_sweeps):
        p = turn / max(params.hard_sweeps - 1, 1)
        rates = search.rates(
            params.hard_temperature * 0.01**p, params.penalty_end, balance, hard=True
        )
        if not run(search, search.steps // params.sweeps, rates, clock, share(0.9 + 0.08 * p)):
            break
        if p > 0.5:
            best.offer(search.territory)
    best.offer(search.territory)
