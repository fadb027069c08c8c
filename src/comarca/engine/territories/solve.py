"""Divide one container: a first division, made whole, then improved step by step."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from threading import Event

import numpy as np

from comarca.engine.progress import Clock, Follower
from comarca.engine.territories.bound import Bound
from comarca.engine.territories.evaluate import Score
from comarca.engine.territories.mend import Effort, mend_violators
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.polish import polish
from comarca.engine.territories.problem import Ints
from comarca.engine.territories.recut import recut_violators
from comarca.engine.territories.search.records import Rates
from comarca.engine.territories.searching import CHUNK, Best, Search
from comarca.engine.territories.start import LOOK, THREADS, first_divisions, whole
from comarca.engine.territories.subproblem import Subproblem

Share = Callable[[float], float]
NOTHING: Score = (1 << 60, np.inf, np.inf)
"""Worse than any division."""


@dataclass(frozen=True)
class Run:
    """What one division is given: numbers, seed, clock, its share of the whole, and a listener."""

    params: SearchParams
    seed: int
    clock: Clock
    share: Share
    shown: Callable[[Ints], None]


def solve(sub: Subproblem, run: Run, start: Ints | None = None) -> tuple[Ints, Bound]:
    """Divide one container; return the division and what is proven of its distance."""
    if sub.k == 1:
        alone = Bound() if sub.table is None else Bound(float(sub.table.sum()), "exact")
        return np.zeros(sub.size, dtype=np.int64), alone
    going = run.clock.go_on(run.share(0.0))
    starts, bound, prices = first_divisions(
        sub, run.params, run.seed, lambda: run.clock.go_on(run.share(0.0))
    )
    yardstick = starts[0]
    if start is not None:
        starts = [whole(sub, start)]
    if not going:
        return starts[0], bound
    # hot, a search forgets a division that is given, and one that is fair in several measures
    warm = run.params.warm if start is not None or (sub.several and not sub.by_home) else 0.0
    begun = race(sub, run, starts, warm)
    effort = Effort(run.params.mend.work)
    best, best_score, least = begun, NOTHING, sub.unavoidable + 1e-6
    for again in range(run.params.restarts + 1):
        search = Search(sub, run.params, run.seed + 7919 * again, begun, yardstick, prices)
        if again and sub.k > run.params.restart_k:
            # among many territories the few that are out are a matter of their neighbourhood
            tried = mended(search, Best(search.evaluator, best), run, effort)
        else:
            tried = improve(search, run, warm, effort)
        score = search.evaluator.score(tried)
        if score < best_score:
            best, best_score = tried, score
        enough = best_score[0] == 0 and best_score[1] <= least
        if (
            run.clock.stopped
            or enough
            or (sub.k > run.params.restart_k and (again or effort.left <= 0))
        ):
            break
    return best, bound


def race(sub: Subproblem, run: Run, starts: list[Ints], warm: float) -> Ints:
    """Return the first division that a short run takes furthest."""
    if len(starts) == 1:
        return starts[0]
    going = Event()
    going.set()

    def run_one(turn: int) -> tuple[float, int, Ints]:
        quiet = replace(run, clock=Follower(going.is_set))
        search = Search(sub, run.params, run.seed + 31 * turn, starts[turn], starts[0])
        anneal(search, quiet, run.params.race, warm, shown=False)
        evaluator, terr = search.evaluator, search.territory
        return evaluator.cost(terr) * (1 + evaluator.excess(terr) / sub.k), turn, terr.copy()

    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        promised = [pool.submit(run_one, turn) for turn in range(len(starts))]
        while wait(promised, timeout=LOOK).not_done:
            if not run.clock.go_on(run.share(0.0)):
                going.clear()
    return min((each.result() for each in promised), key=lambda each: each[:2])[2]


def anneal(
    search: Search, run: Run, part: float = 1.0, warm: float = 0.0, *, shown: bool = True
) -> bool:
    """Run one annealing, or a part of one in fewer moves; return False when told to stop."""
    params = search.params
    turns = max(int(params.sweeps * min(1.0, 3 * part)), 2)
    each = int(search.steps * part) // turns
    soft = params.soft * search.sub.options.balance
    cheap = params.penalty_homes if search.prices is not None else params.penalty_start
    for turn in range(int(turns * warm), turns):
        p = turn / (turns - 1)
        search.charge(min(1.0, (1 - p) / (1 - params.price_fades)))
        rates = search.rates(
            params.temperature_start * (params.temperature_end / params.temperature_start) ** p,
            cheap * (params.penalty_end / cheap) ** p, soft,
        )  # fmt: skip
        if not cool(search, each, rates, run, 0.9 * p if shown else 0.0):
            return False
        if shown and turn % 6 == 0:
            run.shown(search.territory)
    return True


def improve(search: Search, run: Run, warm: float, effort: Effort) -> Ints:
    """Anneal, bring the last violators in, and settle within the tolerance."""
    best = Best(search.evaluator, search.territory)
    if not anneal(search, run, warm=warm):
        return best.offer(search.territory)
    best.offer(search.territory)
    settle(search, best, run)
    if best.score[:2] != (0, 0.0) and search.sub.contiguous:
        mended(search, best, run, effort)
    elif search.sub.by_home:
        polish(search, best, run.clock)
    return best.territory


def mended(search: Search, best: Best, run: Run, effort: Effort) -> Ints:
    """Bring the last violators in: neighbourhoods divided exactly, then pairs cut anew."""
    vain = 0
    for again in range(search.params.mend.tries):
        left = best.score[1]
        mend_violators(search, best, run.clock, effort, again)
        vain = vain + 1 if best.score[1] >= left else 0
        if best.score[1] <= search.sub.unavoidable + 1e-6 or vain == search.params.mend.resigned:
            break
    if best.score[1] > search.sub.unavoidable + 1e-6:
        search.load(best.territory)
        recut_violators(search, best, run.clock)
        settle(search, best, run, search.params.recut.heat)
    settle(search, best, run)
    if search.sub.by_home:
        polish(search, best, run.clock)
    return best.territory


def cool(search: Search, steps: int, rates: Rates, run: Run, share: float) -> bool:
    """Try moves at one temperature, in chunks; return False when the clock says stop."""
    while steps > 0:
        search.sweep(min(steps, CHUNK), rates)
        steps -= CHUNK
        if not run.clock.go_on(run.share(share)):
            return False
    return True


def settle(search: Search, best: Best, run: Run, hotter: float = 1.0) -> None:
    """Cool down with the tolerance as a limit that nothing crosses any more."""
    params = search.params
    search.load(best.territory)
    balance = search.sub.options.balance
    for turn in range(params.hard_sweeps):
        p = turn / max(params.hard_sweeps - 1, 1)
        rates = search.rates(
            hotter * params.hard_temperature * 0.01**p, params.penalty_end, balance, hard=True
        )
        if not cool(search, search.steps // params.sweeps, rates, run, 0.9 + 0.08 * p):
            break
        if p > 0.5:
            best.offer(search.territory)
    run.shown(best.offer(search.territory))
