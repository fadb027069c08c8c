"""When a person can be where: forward earliest and backward latest times of a route.

Several opening windows and breaks stay exact at a constant price for each tried position: an
earlier arrival never starts later, so every node has one latest arrival (by breaks taken).
A break is taken on the way or on arrival, never inside a visit; whoever is home before its latest
start takes it there.
"""

from typing import Any

from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.data import INFINITE

ROUNDING = 1e-7  # minutes; forward and backward sums of one day differ in their last digits


@compiled
def first_start(data: Any, node: int, day: int, mode: int, at: float) -> float:  # pragma: no cover
    """Return the earliest start of a visit for an arrival, or INFINITE."""
    if data.nodes[node].pinned:
        if at <= data.nodes[node].pin_to + ROUNDING:
            return float(max(at, data.nodes[node].pin_from))
        return INFINITE
    key = (data.nodes[node].account * data.weekday.shape[0] + day) * 2 + mode
    for w in range(data.windows[key], data.windows[key + 1]):
        if at <= data.spans[w].ends + ROUNDING:
            return float(max(at, data.spans[w].begins))
    return INFINITE


@compiled
def last_start(data: Any, node: int, day: int, mode: int, by: float) -> float:  # pragma: no cover
    """Return the latest start of a visit that is not after ``by``, or -INFINITE."""
    if data.nodes[node].pinned:
        if by >= data.nodes[node].pin_from:
            return float(min(by, data.nodes[node].pin_to))
        return -INFINITE
    key = (data.nodes[node].account * data.weekday.shape[0] + day) * 2 + mode
    for w in range(data.windows[key + 1] - 1, data.windows[key] - 1, -1):
        if by >= data.spans[w].begins:
            return float(min(by, data.spans[w].ends))
    return -INFINITE


@compiled
def arrive(data: Any, r: int, leave: Any, ride: float, into: Any) -> None:  # pragma: no cover
    """Fill the earliest arrival after a journey, by breaks taken."""
    free = INFINITE
    for s in range(data.routes[r].breaks + 1):
        direct = leave[s] + ride
        into[s] = direct
        now = leave[s]
        if s > 0 and free < INFINITE:
            begin = max(free, data.rests[r, s - 1].begins)
            if begin <= data.rests[r, s - 1].latest:
                through = max(into[s - 1], data.rests[r, s - 1].begins) + data.rests[r, s - 1].long
                if through < direct:
                    into[s] = through
                    now = begin + data.rests[r, s - 1].long
        if into[s] >= INFINITE:
            into[s] = INFINITE
            now = INFINITE
        free = now


@compiled
def depart_by(data: Any, r: int, latest: Any, ride: float, s: int) -> float:  # pragma: no cover
    """Return the latest departure, with ``s`` breaks taken, for arrivals of ``latest``."""
    answer = latest[s] - ride
    for taken in range(s + 1, data.routes[r].breaks + 1):
        arrival, moment = latest[taken], INFINITE
        for b in range(taken - 1, s - 1, -1):
            ends = data.rests[r, b].begins + data.rests[r, b].long
            if ends > arrival or ends > moment:
                arrival = -INFINITE
                break
            arrival -= data.rests[r, b].long
            moment = min(moment - data.rests[r, b].long, data.rests[r, b].latest)
        if arrival > -INFINITE:
            answer = max(answer, min(arrival - ride, moment))
    return float(answer)


@compiled
def retime(data: Any, state: Any, r: int) -> None:  # pragma: no cover
    """Work out times, work, load and travel of a changed route."""
    n, day, states = state.routes[r].count, data.routes[r].day, data.routes[r].breaks + 1
    leave, latest = state.leave[r], state.latest[r]
    for s in range(states):
        leave[0, s] = INFINITE
    leave[0, 0] = data.routes[r].opens
    here, work, load, travel = state.routes[r].start, 0.0, 0.0, 0.0
    for i in range(n):
        node = state.seq[r, i]
        there = data.accounts[data.nodes[node].account].place
        arrive(data, r, leave[i], data.minutes[here, there], leave[i + 1])
        for s in range(states):
            begin = first_start(data, node, day, state.nodes[node].mode, leave[i + 1, s])
            leave[i + 1, s] = min(INFINITE, begin + data.nodes[node].service)
        work += data.minutes[here, there] + data.nodes[node].service
        load += data.accounts[data.nodes[node].account].load
        travel += data.cost[here, there]
        here = there
    state.routes[r].work = work + data.minutes[here, state.routes[r].end]
    state.routes[r].load = load
    travel += data.routes[r].level * state.routes[r].work ** 2
    state.routes[r].travel = travel + data.cost[here, state.routes[r].end]
    there = state.routes[r].end
    for s in range(states):
        latest[n + 1, s] = data.routes[r].closes
        if s < data.routes[r].breaks:
            latest[n + 1, s] = min(data.routes[r].closes, data.rests[r, s].latest)
    for i in range(n - 1, -1, -1):
        node = state.seq[r, i]
        here = data.accounts[data.nodes[node].account].place
        for s in range(states):
            by = depart_by(data, r, latest[i + 2], data.minutes[here, there], s)
            latest[i + 1, s] = last_start(
                data, node, day, state.nodes[node].mode, by - data.nodes[node].service
            )
        there = here
    state.routes[r].version = state.routes[data.routes.shape[0]].version
    state.routes[data.routes.shape[0]].version += 1


@compiled
def on_time(data: Any, state: Any, r: int) -> bool:  # pragma: no cover
    """Return whether a timed route keeps windows, hours, work and load."""
    if (
        state.routes[r].work > data.routes[r].most_work + 1e-9
        or state.routes[r].load > data.routes[r].most_load + 1e-9
    ):
        return False
    n = state.routes[r].count
    here = (
        data.accounts[data.nodes[state.seq[r, n - 1]].account].place if n else state.routes[r].start
    )
    for s in range(data.routes[r].breaks + 1):
        by = depart_by(data, r, state.latest[r, n + 1], data.minutes[here, state.routes[r].end], s)
        if state.leave[r, n, s] <= by + 1e-9:
            return True
    return False
