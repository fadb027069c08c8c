"""An independent look at a plan: does it keep everything it promises?

Written against ``Problem`` and ``Result`` alone; it shares nothing with the search. Every plan that
``comarca visits`` writes has passed it.
"""

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np

from comarca.engine.visits.model import DayRoute, PlannedVisit, Problem, Result

NEAR = 1e-6  # minutes that rounding may cost


def check(problem: Problem, result: Result) -> list[str]:
    """Return every breach of hours, travel, windows, breaks, cycles and appointments."""
    breaches: list[str] = []
    for day in result.days:
        breaches += _hours(problem, day) + _times(problem, day) + _breaks(problem, day)
    breaches += _one_day_each(problem, result) + _nights(problem, result)
    visits = _visits(result)
    for account, own in visits.items():
        breaches += _windows(problem, account, own) + _cycle(problem, account, own)
    return breaches + _appointments(problem, result) + _counts(problem, result, visits)


def _visits(result: Result) -> dict[int, list[PlannedVisit]]:
    visits: dict[int, list[PlannedVisit]] = defaultdict(list)
    for one in result.visits:
        if one.account >= 0:
            visits[one.account].append(one)
    return {account: sorted(own, key=lambda one: one.day) for account, own in visits.items()}


def _place(problem: Problem, stop: PlannedVisit) -> int:
    if stop.appointment >= 0:
        own = problem.appointments[stop.appointment]
        if stop.account < 0:
            return own.place
    return int(problem.accounts.place[stop.account])


def _hours(problem: Problem, day: DayRoute) -> list[str]:
    people, at = problem.people, f"person {day.person}, day {day.day}"
    opens, closes = people.opens[day.person, day.day], people.closes[day.person, day.day]
    if np.isnan(opens):
        return [f"{at}: does not work"]
    breaches = []
    if day.leaves < opens - NEAR or day.back > closes + NEAR:
        breaches.append(f"{at}: outside working hours")
    work = day.driving + sum(stop.end - stop.start for stop in day.stops)
    if people.most_work is not None and work > people.most_work[day.person, day.day] + NEAR:
        breaches.append(f"{at}: works {work:.0f} minutes")
    if people.most_load is not None and problem.accounts.load is not None:
        load = sum(problem.accounts.load[stop.account] for stop in day.stops if stop.account >= 0)
        if load > people.most_load[day.person, day.day] + NEAR:
            breaches.append(f"{at}: carries {load}")
    return breaches


def _times(problem: Problem, day: DayRoute) -> list[str]:
    at, breaches = f"person {day.person}, day {day.day}", []
    here, now, driving = day.start_place, day.leaves, 0.0
    for stop in day.stops:
        there = _place(problem, stop)
        ride = float(problem.minutes[here, there])
        resting = _resting(day, now, stop.start)
        if stop.start < now + ride + resting - NEAR:
            breaches.append(f"{at}: account {stop.account} is reached too late")
        driving += ride
        here, now = there, stop.end
    ride = float(problem.minutes[here, day.end_place])
    if day.back < now + ride + _resting(day, now, day.back) - NEAR and (day.stops or ride):
        breaches.append(f"{at}: home too late")
    if abs(driving + ride - day.driving) > NEAR:
        breaches.append(f"{at}: the driving does not add up")
    return breaches


def _resting(day: DayRoute, begin: float, end: float) -> float:
    return sum(b - a for a, b in day.breaks if a >= begin - NEAR and b <= end + NEAR)


def _breaks(problem: Problem, day: DayRoute) -> list[str]:
    at, breaches = f"person {day.person}, day {day.day}", []
    for begins, ends in day.breaks:
        for stop in day.stops:
            inside = begins < stop.end - NEAR and stop.start < ends - NEAR
            breaches += [f"{at}: a break inside the visit of {stop.account}"] * inside
    rows = problem.people.breaks
    mine = rows[(rows[:, 0] == day.person) & (rows[:, 1] == day.day)]
    wanted = sorted(map(tuple, mine[:, 2:].tolist()))
    if not day.stops and day.driving == 0:
        return breaches
    for i, (earliest, latest, long) in enumerate(wanted):
        if i < len(day.breaks):
            begins, ends = day.breaks[i]
            if not (earliest - NEAR <= begins <= latest + NEAR and ends - begins >= long - NEAR):
                breaches.append(f"{at}: break {i} is not where it belongs")
        elif day.back > latest + NEAR:
            breaches.append(f"{at}: break {i} is missing")
    return breaches


def _windows(problem: Problem, account: int, own: list[PlannedVisit]) -> list[str]:
    accounts, breaches = problem.accounts, []
    windows = accounts.windows
    mine = None if windows is None else windows[windows[:, 0] == account]
    for one in own:
        if one.appointment >= 0:
            continue
        if abs(one.end - one.start - accounts.minutes[account]) > NEAR:
            breaches.append(f"account {account}: a visit of another length")
        if accounts.allowed is not None and not accounts.allowed[account, one.person]:
            breaches.append(f"account {account}: visited by person {one.person}")
        if mine is not None and not any(
            d == one.day and a - NEAR <= one.start and one.end <= b + NEAR
            for _, d, a, b in mine.tolist()
        ):
            breaches.append(f"account {account}: visited while closed on day {one.day}")
    return breaches


def _cycle(problem: Problem, account: int, own: list[PlannedVisit]) -> list[str]:
    accounts, breaches = problem.accounts, []
    loose = [one for one in own if one.appointment < 0]
    first, last = accounts.first_day, accounts.last_day
    if first is not None and any(one.day < first[account] for one in loose):
        breaches.append(f"account {account}: visited too early")
    if last is not None and any(one.day > last[account] for one in loose):
        breaches.append(f"account {account}: visited too late")
    sticks = accounts.one_person is not None and accounts.one_person[account]
    if sticks and len({one.person for one in loose}) > 1:
        breaches.append(f"account {account}: several people")
    return breaches + _spread(problem, account, own)


def _spread(problem: Problem, account: int, own: list[PlannedVisit]) -> list[str]:
    accounts, days = problem.accounts, [one.day for one in own]
    if accounts.patterns is not None and accounts.patterns[account]:
        if any(set(days) <= set(one) for one in accounts.patterns[account]):
            return []
        return [f"account {account}: days {days} are not a permitted set"]
    least = 1 if accounts.gap_min is None else int(accounts.gap_min[account])
    most = 10**6
    if accounts.gap_max is not None and len(days) == accounts.visits[account]:
        most = max(least, int(accounts.gap_max[account]))
    return [
        f"account {account}: visits on days {a.day} and {b.day}"
        for a, b in pairwise(own)
        if not least <= b.day - a.day <= most and {a.appointment, b.appointment} == {-1}
    ]


def _one_day_each(problem: Problem, result: Result) -> list[str]:
    seen = Counter((day.person, day.day) for day in result.days)
    return [f"person {p}, day {d}: planned twice" for (p, d), count in seen.items() if count > 1]


def _nights(problem: Problem, result: Result) -> list[str]:
    people, breaches = problem.people, []
    by_day = {(one.person, one.day): one for one in result.days}
    away: Counter[int] = Counter()
    for (person, number), one in by_day.items():
        after = by_day.get((person, number + 1))
        if one.end_place != people.home_end[person]:
            away[person] += 1
            if after is None or after.start_place != one.end_place:
                breaches.append(f"person {person}, day {number}: wakes up elsewhere")
        before = by_day.get((person, number - 1))
        if one.start_place != people.home_start[person] and (
            before is None or before.end_place != one.start_place
        ):
            breaches.append(f"person {person}, day {number}: did not sleep there")
    for person, count in away.items():
        if people.nights is None or count > people.nights[person]:
            breaches.append(f"person {person}: {count} nights away")
    return breaches


def _appointments(problem: Problem, result: Result) -> list[str]:
    kept = {one.appointment: one for one in result.visits if one.appointment >= 0}
    said = sum(1 for one in result.left_out if one.reason.startswith("appointment_"))
    breaches = []
    for i, one in kept.items():
        wanted = problem.appointments[i]
        if (one.person, one.day) != (wanted.person, wanted.day) or (
            abs(one.start - wanted.start) > NEAR or abs(one.end - one.start - wanted.minutes) > NEAR
        ):
            breaches.append(f"appointment {i}: moved")
    if len(kept) + said != len(problem.appointments):
        breaches.append("an appointment is neither kept nor reported")
    return breaches


def _counts(problem: Problem, result: Result, visits: dict[int, list[PlannedVisit]]) -> list[str]:
    told: Counter[int] = Counter()
    for one in result.left_out:
        told[one.account] += one.visits
    breaches = []
    for account, wanted in enumerate(problem.accounts.visits):
        made = len(visits.get(account, []))
        days = [one.day for one in visits.get(account, [])]
        if len(set(days)) < len(days):
            breaches.append(f"account {account}: visited twice on a day")
        if made + told[account] < wanted:
            breaches.append(f"account {account}: {wanted} wanted, {made} made")
    return breaches
