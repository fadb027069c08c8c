"""Why a visit found no room, and what would make room."""

import numpy as np

from comarca.engine.visits.build import Built
from comarca.engine.visits.cost import appointments_left, by_account, missing
from comarca.engine.visits.kernel.data import INFINITE, Flags, Ints
from comarca.engine.visits.kernel.places import cheapest
from comarca.engine.visits.kernel.space import Work
from comarca.engine.visits.kernel.timing import retime
from comarca.engine.visits.model import DayRoute, LeftOut, Problem
from comarca.engine.visits.search import Found

Remedy = tuple[str, dict[str, float]]
LONGER = (15, 30, 60, 120)  # minutes more that a person might be willing to work


def explain(
    problem: Problem, built: Built, found: Found, days: tuple[DayRoute, ...]
) -> tuple[LeftOut, ...]:
    """Return what was left out, with a reason and what would make room for it."""
    lost = appointments_left(problem, days)
    answer = [_lost(problem, i) for i in lost]
    for account, lacking in missing(problem, by_account(problem, days)).items():
        # An appointment that was to be one of the account's visits has been told already.
        nodes = slice(built.data.accounts["first"][account], built.data.accounts["end"][account])
        count = lacking - sum(1 for i in built.appointment[nodes] if i in lost)
        if count <= 0:
            continue
        required = problem.accounts.required is None or bool(problem.accounts.required[account])
        reason, parameters = _reason(problem, built, account)
        remedies: tuple[Remedy, ...] = ()
        if reason == "no_room":
            remedies = _remedies(problem, built, found, account)
            if not required and not remedies:
                reason = "not_worth_it"
        answer.append(LeftOut(account, count, required, reason, parameters, remedies))
    return tuple(answer)


def _lost(problem: Problem, which: int) -> LeftOut:
    one = problem.appointments[which]
    works = not np.isnan(problem.people.opens[one.person, one.day])
    reason = "appointment_out_of_reach" if works else "appointment_on_a_day_off"
    parameters = {
        "appointment": float(which), "person": float(one.person), "day": float(one.day),
        "start": one.start,
    }  # fmt: skip
    return LeftOut(one.account, 1, True, reason, parameters)


def _reason(problem: Problem, built: Built, account: int) -> tuple[str, dict[str, float]]:
    """Return what alone forbids the visit, or ``no_room`` where others take the time."""
    data = built.data
    people = np.flatnonzero(data.allowed[account])
    if not len(people):
        return "nobody_allowed", {}
    works = data.route_of[people] >= 0
    open_days = data.day_charge[account] < INFINITE
    for possible, reason in (
        (works, "nobody_works"),
        (open_days, "closed"),
        (works & open_days, "closed_when_people_work"),
    ):
        if not possible.any():
            return reason, {}
    return _lack(problem, built, account, people, open_days)


def _lack(
    problem: Problem, built: Built, account: int, people: Ints, open_days: Flags
) -> tuple[str, dict[str, float]]:
    minutes = float(problem.accounts.minutes[account])
    if not _opens_long_enough(built, account):
        return "visit_longer_than_opening", {"minutes": minutes}
    if not _reachable(problem, built, account, people, open_days):
        return "out_of_reach", {"minutes": minutes}
    return "no_room", {}


def _opens_long_enough(built: Built, account: int) -> bool:
    """Return whether any opening is as long as the visit."""
    windows, days = built.data.windows, len(built.data.weekday)
    return bool(windows[account * days * 2] < windows[(account + 1) * days * 2])


def _reachable(
    problem: Problem, built: Built, account: int, people: Ints, open_days: Flags
) -> bool:
    """Return whether an otherwise free day would have time for the visit."""
    data = built.data
    place, minutes = data.accounts["place"][account], problem.accounts.minutes[account]
    for person in people:
        there = data.minutes[problem.people.home_start[person], place]
        back = data.minutes[place, problem.people.home_end[person]]
        for day in np.flatnonzero(open_days & (data.route_of[person] >= 0)):
            r = data.route_of[person, day]
            for mode in (0, 1):
                key = (account * len(data.weekday) + day) * 2 + mode
                for w in range(data.windows[key], data.windows[key + 1]):
                    at = max(data.routes["opens"][r] + there, data.spans["begins"][w])
                    home = at + minutes + back
                    busy = there + minutes + back
                    if (
                        at <= data.spans["ends"][w]
                        and home <= data.routes["closes"][r] + 1e-6
                        and busy <= data.routes["most_work"][r] + 1e-6
                    ):
                        return True
    return False


def _remedies(problem: Problem, built: Built, found: Found, account: int) -> tuple[Remedy, ...]:
    """Return up to two changes that would let the visit in: a longer day, then another's."""
    data, state, work = built.data, found.state, found.work
    nodes = slice(data.accounts["first"][account], data.accounts["end"][account])
    if (state.nodes["route"][nodes] >= 0).all():
        return ()
    remedies: list[Remedy] = []
    extra = _longer_day(built, found, work, account)
    if extra is not None:
        remedies.append(("longer_day", extra))
    helper = _another_person(built, found, work, account)
    if helper is not None:
        remedies.append(("another_person", helper))
    return tuple(remedies)


def _routes_of(built: Built, account: int, allowed: bool) -> list[int]:
    data = built.data
    open_days = data.day_charge[account] < INFINITE
    return [
        r
        for r in range(len(data.routes))
        if bool(data.allowed[account, data.routes["person"][r]]) is allowed
        and open_days[data.routes["day"][r]]
    ]


def _longer_day(built: Built, found: Found, work: Work, account: int) -> dict[str, float] | None:
    """Return the shortest lengthening of one day that makes room."""
    data, state = built.data, found.state
    days = _routes_of(built, account, allowed=True)
    before = data.routes.copy()
    latest = state.latest.copy()
    answer = None
    for more in LONGER:
        data.routes["closes"][:] = before["closes"] + more
        data.routes["most_work"][:] = before["most_work"] + more
        state.latest[:] = latest
        for r in days:
            retime(data, state, r)
            cheapest(data, state, account, r, work)
            if state.memory["best"][account, r] < INFINITE:
                answer = {
                    "minutes": float(more), "person": float(before["person"][r]),
                    "day": float(before["day"][r]),
                }  # fmt: skip
                break
        if answer:
            break
    data.routes[:] = before
    state.latest[:] = latest
    work.laid_out[:] = 0
    state.memory["seen"][account, :] = 0
    return answer


def _another_person(
    built: Built, found: Found, work: Work, account: int
) -> dict[str, float] | None:
    """Return a person who is not allowed to, but would have time."""
    data, state = built.data, found.state
    best, answer = INFINITE, None
    for r in _routes_of(built, account, allowed=False):
        cheapest(data, state, account, r, work)
        if state.memory["best"][account, r] < best:
            best = float(state.memory["best"][account, r])
            answer = {
                "person": float(data.routes["person"][r]), "day": float(data.routes["day"][r])
            }  # fmt: skip
    return answer
