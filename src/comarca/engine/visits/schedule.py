"""Give every stop of a found plan its time, and every day its figures."""

from dataclasses import dataclass

import numpy as np

from comarca.engine.visits.build import Built
from comarca.engine.visits.kernel.data import INFINITE
from comarca.engine.visits.kernel.space import Best
from comarca.engine.visits.kernel.timing import first_start
from comarca.engine.visits.model import DayRoute, PlannedVisit, Problem


@dataclass
class _Clock:
    """Walks through a day, taking breaks on the way."""

    now: float
    rests: list[tuple[float, float, float]]
    taken: list[tuple[float, float]]

    def ride(self, minutes: float, take: int) -> None:
        """Drive, taking the next ``take`` breaks on the way or on arrival."""
        left = minutes
        for _ in range(take):
            begins, _, long = self.rests.pop(0)
            start = max(self.now, begins)
            left -= min(left, start - self.now)
            self.taken.append((start, start + long))
            self.now = start + long
        self.now += left


def schedule(problem: Problem, built: Built, best: Best) -> tuple[DayRoute, ...]:
    """Return each person's days, in order of person and day."""
    routes = [_day(problem, built, best, r) for r in range(len(built.data.routes))]
    return tuple(sorted(routes, key=lambda one: (one.person, one.day)))


def _choices(built: Built, best: Best, r: int) -> list[int]:
    """Return how many breaks are taken before each stop, so that the day ends soonest."""
    data, count = built.data, int(best.count[r])
    rests = _rests(built, r)
    routes: list[dict[int, tuple[float, tuple[int, ...]]]] = [
        {0: (float(data.routes["opens"][r]), ())}
    ]
    here = int(best.start[r])
    for i in range(count):
        node = int(best.seq[r, i])
        there = int(data.accounts["place"][data.nodes["account"][node]])
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for taken, (now, path) in routes[-1].items():
            for more in range(len(rests) - taken + 1):
                clock = _Clock(now, list(rests[taken:]), [])
                if not _in_time(clock, more):
                    break
                clock.ride(float(data.minutes[here, there]), more)
                day, mode = int(data.routes["day"][r]), int(best.mode[r, i])
                begin = float(first_start(data, node, day, mode, clock.now))
                if begin >= INFINITE:
                    continue
                leave = begin + float(data.nodes["service"][node])
                if taken + more not in reached or leave < reached[taken + more][0]:
                    reached[taken + more] = (leave, (*path, more))
        routes.append(reached)
        here = there
    return list(_home(built, best, r, routes[-1], here))


def _in_time(clock: _Clock, more: int) -> bool:
    now = clock.now
    for begins, latest, long in clock.rests[:more]:
        if max(now, begins) > latest + 1e-6:
            return False
        now = max(now, begins) + long
    return True


def _home(
    built: Built, best: Best, r: int, last: dict[int, tuple[float, tuple[int, ...]]], here: int
) -> tuple[int, ...]:
    """Choose the way home that is soonest; breaks still open may be taken at home."""
    data, rests = built.data, _rests(built, r)
    ride, soonest = float(data.minutes[here, int(best.end[r])]), np.inf
    answer: tuple[int, ...] = ()
    for taken, (now, path) in last.items():
        for more in range(len(rests) - taken + 1):
            clock = _Clock(now, list(rests[taken:]), [])
            if not _in_time(clock, more):
                break
            clock.ride(ride, more)
            open_breaks = clock.rests
            fits = clock.now <= data.routes["closes"][r] + 1e-6
            fits = fits and (not open_breaks or clock.now <= open_breaks[0][1] + 1e-6)
            if fits and clock.now < soonest:
                soonest, answer = clock.now, (*path, more)
    return answer


def _rests(built: Built, r: int) -> list[tuple[float, float, float]]:
    count = int(built.data.routes["breaks"][r])
    rows = built.data.rests[r, :count]
    return [(float(one["begins"]), float(one["latest"]), float(one["long"])) for one in rows]


def _day(problem: Problem, built: Built, best: Best, r: int) -> DayRoute:
    data, count = built.data, int(best.count[r])
    person, day = int(data.routes["person"][r]), int(data.routes["day"][r])
    choices = _choices(built, best, r)
    clock = _Clock(float(data.routes["opens"][r]), _rests(built, r), [])
    here, stops, driving, km = int(best.start[r]), [], 0.0, 0.0
    for i in range(count):
        node = int(best.seq[r, i])
        account = int(data.nodes["account"][node])
        there = int(data.accounts["place"][account])
        clock.ride(float(data.minutes[here, there]), choices[i])
        begin = float(first_start(data, node, day, int(best.mode[r, i]), clock.now))
        clock.now = begin + float(data.nodes["service"][node])
        real = account if account < problem.accounts.size else -1
        which = int(built.appointment[node])
        stops.append(PlannedVisit(real, person, day, begin, clock.now, which))
        driving += float(data.minutes[here, there])
        km += float(problem.km[here, there])
        here = there
    end = int(best.end[r])
    clock.ride(float(data.minutes[here, end]), choices[count] if choices else 0)
    driving += float(data.minutes[here, end])
    km += float(problem.km[here, end])
    visiting = sum(one.end - one.start for one in stops)
    leaves = float(data.routes["opens"][r])
    resting = sum(b - a for a, b in clock.taken)
    waiting = max(0.0, clock.now - leaves - driving - visiting - resting)
    idle = not stops and driving == 0
    return DayRoute(
        person, day, leaves, leaves if idle else clock.now, driving, km, visiting,
        0.0 if idle else waiting, int(best.start[r]), end, () if idle else tuple(clock.taken),
        tuple(stops),
    )  # fmt: skip
