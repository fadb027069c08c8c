"""Periodic routing in PyVRP, which has no notion of day sets: the days are chosen beforehand.

Two ways. *Balanced*: each account takes the permitted set that evens out the days' load and work,
as a planner does by hand. *Ours*: the days of our own plan, so that only the routing is compared;
this hands PyVRP the harder half, and no library can do better than it by itself.
"""

from collections.abc import Sequence

import numpy as np

from comarca.engine.visits import Problem

SCALE = 1000
Days = Sequence[tuple[int, ...]]


def balanced(problem: Problem) -> Days:
    """Return a permitted day set for each account, the greatest load first."""
    accounts = problem.accounts
    size = accounts.load / max(accounts.load.sum(), 1e-9)
    size = size + accounts.minutes / max(accounts.minutes.sum(), 1e-9)
    full, chosen = np.zeros(len(problem.weekday)), [()] * accounts.size
    for a in np.argsort(-size * accounts.visits, kind="stable").tolist():
        sets = accounts.patterns[a]
        chosen[a] = min(sets, key=lambda days: sum(full[d] for d in days))
        full[list(chosen[a])] += size[a]
    return chosen


def pyvrp_days(problem: Problem, seconds: float, seed: int, days: Days) -> float:
    """Return the cost of routing each day by itself, sharing out the time; NaN if any fails."""
    each, total = seconds / len(problem.weekday), 0.0
    for day in range(len(problem.weekday)):
        total += _one_day(problem, [a for a, own in enumerate(days) if day in own], day, each, seed)
    return total


def _one_day(problem: Problem, who: list[int], day: int, seconds: float, seed: int) -> float:
    from peers import CpuSeconds
    from pyvrp import Model

    accounts, people, model = problem.accounts, problem.people, Model()
    if not who:
        return 0.0
    stop = CpuSeconds(seconds)
    at = [0, *accounts.place[who].tolist()]
    places = [model.add_location(0, 0) for _ in at]
    depot = model.add_depot(places[0])
    model.add_vehicle_type(
        people.size, capacity=int(people.most_load[0, day]), start_depot=depot, end_depot=depot,
        shift_duration=int(people.closes[0, day] * SCALE),
    )  # fmt: skip
    for place, a in zip(places[1:], who, strict=True):
        model.add_client(
            place, delivery=int(accounts.load[a]), service_duration=int(accounts.minutes[a] * SCALE)
        )
    for i, one in enumerate(places):
        for j, other in enumerate(places):
            far = round(problem.minutes[at[i], at[j]] * SCALE)
            model.add_edge(one, other, distance=far, duration=far)
    best = model.solve(stop, seed=seed, display=False).best
    return float(best.distance()) / SCALE if best.is_feasible() else float("nan")


def days_of(problem: Problem, visits) -> Days:
    """Return the days on which a plan visits each account."""
    own: list[list[int]] = [[] for _ in range(problem.accounts.size)]
    for one in visits:
        own[one.account].append(one.day)
    return [tuple(sorted(days)) for days in own]
