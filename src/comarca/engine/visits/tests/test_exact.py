"""Two hundred and forty small weeks against an exact answer by full enumeration."""

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest

from comarca.engine.visits import Charges, Options, plan
from comarca.engine.visits.tests.cases import plain

FREE = Charges(weekday=0.0, gap=0.0, level=0.0)
STEPS = Options(steps=3000, time_limit=None, charges=FREE, hot=1.0, cold=0.05)


def tour(problem, day, members):
    """Cheapest order of a day's visits within hours and windows, by trying all of them."""
    people, accounts, best = problem.people, problem.accounts, np.inf
    for order in permutations(members):
        now, here, far = people.opens[0, day], 0, 0.0
        for a in order:
            there = accounts.place[a]
            far += problem.minutes[here, there]
            now += problem.minutes[here, there]
            spans = [
                (w[2], w[3] - accounts.minutes[a])
                for w in accounts.windows if (w[0], w[1]) == (a, day)
            ]  # fmt: skip
            starts = [max(now, b) for b, e in spans if max(now, b) <= e]
            if not starts:
                break
            now, here = min(starts) + accounts.minutes[a], there
        else:
            if now + problem.minutes[here, 0] <= people.closes[0, day]:
                best = min(best, far + problem.minutes[here, 0])
    return best


def exact(problem):
    """Cheapest plan: every account on every day, or left out at its price."""
    n, days = problem.accounts.size, len(problem.weekday)
    price = np.where(problem.accounts.required, FREE.missed, 0.0) + problem.accounts.value
    cost = {}
    for day in range(days):
        for mask in range(2**n):
            members = [a for a in range(n) if mask >> a & 1]
            cost[day, mask] = tour(problem, day, members) if members else 0.0
    best = np.inf
    for choice in product(range(-1, days), repeat=n):
        total = sum(price[a] for a, d in enumerate(choice) if d < 0)
        for day in range(days):
            total += cost[day, sum(1 << a for a, d in enumerate(choice) if d == day)]
            if total >= best:
                break
        best = min(best, total)
    return best


def small(seed):
    """Up to five accounts on up to two short days, with windows; some optional."""
    rng = np.random.default_rng(seed)
    n, days = int(rng.integers(2, 6)), int(rng.integers(1, 3))
    problem = plain(rng, accounts=n, days=days)
    closes = np.full((1, days), 480.0 + float(rng.integers(150, 400)))
    windows = [
        (a, d, 480.0 + b, 480.0 + b + 60.0 + float(rng.integers(0, 120)))
        for a in range(n) for d in range(days)
        for b in rng.choice([0, 60, 200], int(rng.integers(1, 3)), replace=False)
    ]  # fmt: skip
    return replace(
        problem,
        people=replace(problem.people, closes=closes),
        accounts=replace(
            problem.accounts, minutes=rng.integers(20, 60, n).astype(float),
            windows=np.array(windows), required=rng.random(n) < 0.6,
            value=rng.uniform(5, 80, n),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("block", range(12))
def test_twenty_small_weeks_are_solved_to_the_optimum(block):
    for seed in range(20 * block, 20 * block + 20):
        problem = small(seed)
        assert plan(problem, STEPS).total == pytest.approx(exact(problem), abs=1e-6), seed
