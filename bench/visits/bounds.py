"""What no plan can exceed on the orienteering cells: ``bounds.py [--seconds 600] [CELL...]``.

Column generation: days are chosen, fractions allowed, so that no stop is visited more than once and
no more days are taken than there are people. At any price for each stop, the prices together and
for each person the day that is worth most at prizes less prices exceed every plan's profit
(Lagrange): a bound is proven each time that the best day is priced exactly, and the lowest is told.
Where days visit a stop twice, stops learn to remember it; where three stops are visited in halves,
a subset-row cut is added (Jepsen, Petersen, Spoorendonk and Pisinger, *Subset-Row Inequalities
Applied to the Vehicle-Routing Problem with Time Windows*, Operations Research 56(2), 2008).
"""

import argparse
import itertools
import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from instances import CELLS, toptw
from mixture import Mixture, Route, half, violated
from pricing import Pricing, graph, nearest, remember

from comarca.engine.visits import Charges, Options, Problem, plan

TINY = 1e-6
SAFE = 1e-4  # more than all rounding of a bound together; prizes are whole numbers
MOST_CUTS = 64  # one bit each in a label


class Bounding:
    """Column generation on one problem."""

    def __init__(self, problem: Problem, neighbours: int = 10, room: int = 6_000_000) -> None:
        self.people = problem.people.size
        self.prize = np.concatenate([[0.0], problem.accounts.value])
        if (self.prize % 1).any():
            raise ValueError("prizes must be whole numbers: bounds are rounded down")
        self.step = int(np.gcd.reduce(self.prize.astype(np.int64)))  # every profit is a multiple
        ways = graph(problem)
        self.pricing = Pricing(ways, nearest(ways.onward, neighbours), room)
        self.mixture = Mixture(self.prize, self.people)
        self.best, self.value, self.plan = math.inf, 0.0, 0.0
        self.centre = np.zeros(0)

    def start(self, problem: Problem, seeds: int, seconds: float) -> None:
        """Take over the days of our own plans."""
        for seed in range(1, seeds + 1):
            options = Options(
                seed=seed, time_limit=seconds, charges=Charges(minute=1e-3, level=0.0)
            )
            days = plan(problem, options, clock=time.process_time).days
            routes = [tuple(one.account + 1 for one in day.stops) for day in days]
            self.plan = max(self.plan, sum(float(self.prize[list(one)].sum()) for one in routes))
            for route in routes:
                self.mixture.add(route)

    def _split(self, prices: Any) -> tuple[Any, Any]:
        """Return what each stop is worth at the prices, and the cuts as a label pays them."""
        n = len(self.prize)
        cuts_of = np.zeros(n, np.uint64)
        for k, cut in enumerate(self.mixture.cuts):
            for stop in cut:
                cuts_of[stop] |= np.uint64(1) << np.uint64(k)
        worth = self.prize - np.concatenate([[0.0], prices[: n - 1]])
        return worth, (cuts_of, np.ascontiguousarray(prices[n:]))

    def _gain(self, route: list[int], prices: Any) -> float:
        worth, _ = self._split(prices)
        paid = sum(half(tuple(route), cut) * prices[len(self.prize) + k]
                   for k, cut in enumerate(self.mixture.cuts))  # fmt: skip
        return float(worth[route].sum() - paid - prices[len(self.prize) - 1])

    def _take(self, routes: list[list[int]], prices: Any) -> int:
        good = [tuple(one) for one in routes if self._gain(one, prices) > TINY]
        return sum(self.mixture.add(one) for one in good)

    @property
    def bound(self) -> int:
        """Return the profit that no plan exceeds."""
        return self.step * math.floor((self.best + SAFE) / self.step)

    def proven(self) -> bool:
        """Return whether no plan can be worth more than the best one known."""
        return self.best < self.plan + self.step - SAFE

    def _exactly(self, prices: Any, least: float) -> list[list[int]]:
        """Price exactly, keep the bound if it is the lowest, return good days."""
        worth, cuts = self._split(prices)
        most, routes = self.pricing.best(worth, cuts, max(0.0, least))
        n = len(self.prize)
        total = float(prices[: n - 1].sum() + prices[n:].sum()) + self.people * most
        if total < self.best:
            self.best, self.centre = total, prices
        return routes

    def converge(self, until: float) -> None:
        """Generate days until the mixture cannot be bettered."""
        n = len(self.prize)
        while time.process_time() < until and not self.proven():
            self.value, prices, self.taken = self.mixture.solve()
            if self.best - self.value < 0.01:
                return
            self.centre = np.append(self.centre, np.zeros(len(prices) - len(self.centre)))
            between = 0.5 * self.centre + 0.5 * prices if self.centre.any() else prices
            tried = (between, prices)  # a step of half the way: prices swing otherwise
            good = [self.pricing.good(*self._split(at)) for at in tried]
            if self._take(good[0][1], prices) or self._take(good[1][1], prices):
                continue
            for at, (most, _) in zip(tried, good, strict=True):
                if self._take(self._exactly(at, max(most, float(at[n - 1]))), prices):
                    break
            else:
                return

    def strengthen(self) -> bool:
        """Let stops remember what was visited twice, and add cuts; False if nothing is left."""
        changed = False
        for route in self.taken:
            for stop in set(route):
                places = [i for i, one in enumerate(route) if one == stop]
                for a, b in itertools.pairwise(places):
                    changed = True
                    for between in route[a + 1 : b]:
                        remember(self.pricing.memory, between, stop)
        if changed:
            for route in self.mixture.routes:
                if self._forgotten(route):
                    self.mixture.forbid(route)
            return True
        for cut in violated(self.taken, self.mixture.cuts):
            if len(self.mixture.cuts) < MOST_CUTS:
                self.mixture.cut(cut)
                changed = True
        return changed

    def _forgotten(self, route: Route) -> bool:
        """Return whether a day visits a stop again although all between remember it."""
        last: dict[int, int] = {}
        for i, stop in enumerate(route):
            if stop in last and all(
                self.pricing.memory[one, stop // 64] >> np.uint64(stop % 64) & np.uint64(1)
                for one in route[last[stop] + 1 : i]
            ):
                return True
            last[stop] = i
        return False

    def run(self, seconds: float, say: Callable[[str], None] | None = None) -> None:
        """Lower the bound until the best plan is proven, nothing helps or the time is up."""
        begun = time.process_time()
        try:
            while not self.proven():
                self.converge(begun + seconds)
                if say:
                    say(f"{self.value:.2f} {self.best:.2f}, plan {self.plan:.0f}")
                if time.process_time() > begun + seconds or not self.strengthen():
                    return
        except MemoryError:
            return


def driven(problem: Problem, days: list[Route]) -> bool:
    """Return whether these days can be driven, each stop once; nothing of the pricing is used."""
    accounts, stops = problem.accounts, [stop for day in days for stop in day]
    if len(set(stops)) < len(stops) or len(days) > problem.people.size:
        return False
    for day in days:
        at, now = 0, 0.0
        for stop in day:
            _, _, opens, closes = accounts.windows[stop - 1]
            now = max(now + problem.minutes[at, stop], opens) + accounts.minutes[stop - 1]
            if now > closes + TINY:
                return False
            at = stop
        if now + problem.minutes[at, 0] > problem.people.closes[0, 0] + TINY:
            return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cells", nargs="*", default=CELLS)
    parser.add_argument("--seconds", type=float, default=600.0, help="CPU seconds of each cell")
    parser.add_argument("--verbose", action="store_true")
    flags = parser.parse_args()
    totals = np.zeros(2)
    print("| cell | no plan exceeds | best plan of its days | days | cuts | CPU s |")
    for name in flags.cells:
        problem, begun = toptw(name), time.process_time()
        work = Bounding(problem)
        work.start(problem, seeds=3, seconds=1.0)
        work.run(flags.seconds, say=print if flags.verbose else None)
        value, days = work.mixture.whole(seconds=30.0)
        if not driven(problem, days):
            raise SystemExit(f"{name}: the best plan cannot be driven")
        both = work.bound, round(max(value, work.plan))
        totals += both
        took = time.process_time() - begun
        row = [name, *both, len(work.mixture.routes), len(work.mixture.cuts), round(took)]
        print(f"| {' | '.join(map(str, row))} |", flush=True)
    print(f"| **total** | **{totals[0]:.0f}** | {totals[1]:.0f} | | | |")


if __name__ == "__main__":
    main()
