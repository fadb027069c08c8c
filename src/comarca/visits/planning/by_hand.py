"""What the same visits cost without a plan: always to the nearest customer next."""

from typing import Any

import numpy as np

from comarca.engine.visits.model import Problem


def by_hand(problem: Problem, person: int = 0) -> dict[str, Any]:
    """Return kilometres, minutes of driving and visits of a week driven without a plan.

    From home to the nearest customer who is still to be seen and open on arrival, then to the
    nearest from there, until the day is full; lunch is left out of account. A yardstick, not what
    anybody did: "km", "driving" (minutes) and "visits".
    """
    people, accounts = problem.people, problem.accounts
    left = accounts.visits.astype(int).copy()
    home = int(people.home_start[person])
    km = driving = 0.0
    made = 0
    for day in range(len(problem.weekday)):
        opens, closes = people.opens[person, day], people.closes[person, day]
        if np.isnan(opens):
            continue
        here, now = home, float(opens)
        seen: set[int] = set()
        while (found := _nearest(problem, day, here, now, float(closes), left, seen)) is not None:
            account, begins = found
            there = int(accounts.place[account])
            km, driving = km + problem.km[here, there], driving + problem.minutes[here, there]
            now, here = begins + float(accounts.minutes[account]), there
            left[account] -= 1
            made += 1
            seen.add(account)
        km, driving = km + problem.km[here, home], driving + problem.minutes[here, home]
    return {"km": round(float(km), 1), "driving": round(float(driving), 1), "visits": made}


def _nearest(
    problem: Problem, day: int, here: int, now: float, closes: float, left: Any, seen: set[int]
) -> tuple[int, float] | None:
    """Return the nearest account that can still be seen today, and when the visit begins."""
    accounts = problem.accounts
    home = int(problem.people.home_end[0])
    order = np.argsort(problem.minutes[here, accounts.place], kind="stable")
    for account in order.tolist():
        if left[account] <= 0 or account in seen:
            continue
        place = int(accounts.place[account])
        arrives = now + float(problem.minutes[here, place])
        begins = _open_from(problem, account, day, arrives)
        ends = begins + float(accounts.minutes[account])
        if ends + float(problem.minutes[place, home]) <= closes:
            return account, begins
    return None


def _open_from(problem: Problem, account: int, day: int, arrives: float) -> float:
    """Return when a visit may begin after an arrival; infinite where it may not that day."""
    windows = problem.accounts.windows
    if windows is None:
        return arrives
    mine = windows[(windows[:, 0] == account) & (windows[:, 1] == day)]
    long = float(problem.accounts.minutes[account])
    fits = [max(arrives, a) for _, _, a, b in mine.tolist() if max(arrives, a) + long <= b]
    return min(fits, default=float("inf"))
