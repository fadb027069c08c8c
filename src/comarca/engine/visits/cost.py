"""What a plan costs, in named parts, worked out from the plan alone."""

from collections import defaultdict
from itertools import pairwise

import numpy as np

from comarca.engine.visits.build import hours, miss
from comarca.engine.visits.model import DayRoute, Options, PlannedVisit, Problem
from comarca.engine.visits.spacing import gaps


def by_account(problem: Problem, days: tuple[DayRoute, ...]) -> dict[int, list[PlannedVisit]]:
    """Return each account's visits in order of their days."""
    visits: dict[int, list[PlannedVisit]] = defaultdict(list)
    for route in days:
        for stop in route.stops:
            if stop.account >= 0:
                visits[stop.account].append(stop)
    for own in visits.values():
        own.sort(key=lambda one: (one.day, one.start))
    return visits


def cost(problem: Problem, options: Options, days: tuple[DayRoute, ...]) -> dict[str, float]:
    """Return the cost in minutes of driving: travel, left out, and each kind of charge."""
    charges = options.charges
    visits = by_account(problem, days)
    away = {
        (one.person, one.day)
        for one in days
        if one.end_place != int(problem.people.home_end[one.person])
    }
    lost = sum(1 for one in appointments_left(problem, days))
    return {
        "travel": sum(charges.minute * one.driving + charges.km * one.km for one in days),
        "left_out": _left_out(problem, options, visits) + lost * charges.missed,
        "changes": _changes(problem, options, visits),
        "spacing": _spacing(problem, options, visits),
        "times": _times(problem, options, visits),
        "nights": charges.night * len(away),
        "level": charges.level * _fullness(problem, days),
    }


def _fullness(problem: Problem, days: tuple[DayRoute, ...]) -> float:
    """Return the minutes at work, each weighed by how full its day is."""
    most = hours(problem)
    weighed = ((one.driving + one.visiting) ** 2 / most[one.person, one.day] for one in days)
    return float(sum(weighed))


def appointments_left(problem: Problem, days: tuple[DayRoute, ...]) -> list[int]:
    """Return the appointments that no day keeps."""
    kept = {stop.appointment for one in days for stop in one.stops}
    return [i for i in range(len(problem.appointments)) if i not in kept]


def missing(problem: Problem, visits: dict[int, list[PlannedVisit]]) -> dict[int, int]:
    """Return how many visits each account lacks."""
    return {
        account: int(wanted) - len(visits.get(account, []))
        for account, wanted in enumerate(problem.accounts.visits)
        if wanted > len(visits.get(account, []))
    }


def _left_out(problem: Problem, options: Options, visits: dict[int, list[PlannedVisit]]) -> float:
    price = miss(problem.accounts, options)
    return float(sum(price[a] * count for a, count in missing(problem, visits).items()))


def _changes(problem: Problem, options: Options, visits: dict[int, list[PlannedVisit]]) -> float:
    known: dict[int, set[int]] = defaultdict(set)
    for one in problem.published:
        known[one.account].add(one.day)
    moved = sum(
        1
        for account, days in known.items()
        for stop in visits.get(account, [])
        if stop.day not in days and stop.appointment < 0
    )
    return options.charges.change * moved


def _spacing(problem: Problem, options: Options, visits: dict[int, list[PlannedVisit]]) -> float:
    _, _, ideal = gaps(problem)
    charges, total = options.charges, 0.0
    for account, own in visits.items():
        if problem.accounts.patterns is not None and problem.accounts.patterns[account]:
            continue
        apart = _apart(len(own), int(problem.accounts.visits[account]), own, float(ideal[account]))
        for a, b, count in zip(own, own[1:], apart, strict=False):
            total += charges.gap * abs(b.day - a.day - count * ideal[account])
            if problem.weekday[a.day] != problem.weekday[b.day]:
                total += charges.weekday
    return total


def _apart(have: int, wanted: int, own: list[PlannedVisit], ideal: float) -> list[int]:
    """Return how many cycles lie between visits; more than one where some are left out."""
    if have >= wanted:
        return [1] * max(0, have - 1)
    return [max(1, round((b.day - a.day) / max(ideal, 1.0))) for a, b in pairwise(own)]


def _times(problem: Problem, options: Options, visits: dict[int, list[PlannedVisit]]) -> float:
    preferred = problem.accounts.preferred
    if preferred is None:
        return 0.0
    spans: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    for who, day, begins, ends in np.asarray(preferred).tolist():
        spans[int(who)].append((int(day), begins, ends))
    outside = sum(
        1
        for account, own in visits.items()
        for stop in own
        if stop.appointment < 0
        and account in spans
        and not any(
            d == stop.day and a - 1e-6 <= stop.start and stop.end <= b + 1e-6
            for d, a, b in spans[account]
        )
    )
    return options.charges.time * outside
