"""Try a night away, or one at home again, between two working days of a person."""

from typing import Any

from comarca.engine.visits.kernel.chance import below, uniform
from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.recreate import save_route
from comarca.engine.visits.kernel.ruin import mark
from comarca.engine.visits.kernel.timing import on_time, retime


@compiled
def mark_day(data: Any, state: Any, work: Any, r: int) -> None:  # pragma: no cover
    """Mark every visit of a day."""
    for i in range(state.routes[r].count):
        mark(data, state, work, state.seq[r, i])


@compiled
def _bed_near(data: Any, state: Any, r: int, luck: Any) -> int:  # pragma: no cover
    """Return a bed near a stop of the day, or any bed."""
    if state.routes[r].count == 0 or uniform(luck) < 0.1:
        return int(data.beds[below(luck, data.beds.shape[0])])
    at = data.accounts[data.nodes[state.seq[r, below(luck, state.routes[r].count)]].account].place
    best = data.beds[0]
    for b in data.beds:
        if data.cost[at, b] < data.cost[at, best]:
            best = b
    return int(best)


@compiled
def choose_night(data: Any, state: Any, work: Any, luck: Any) -> bool:  # pragma: no cover
    """Pick two days in a row; fill ``work.night`` with routes and bed (-1: home)."""
    p = below(luck, data.route_of.shape[0])
    days = data.route_of.shape[1]
    if data.people[p].nights == 0 or days < 2 or data.beds.shape[0] == 0:
        return False
    d = below(luck, days - 1)
    a, b = data.route_of[p, d], data.route_of[p, d + 1]
    if a < 0 or b < 0:
        return False
    away = (
        state.routes[a].end != data.people[p].home_end
        or state.routes[b].start != data.people[p].home_start
    )
    bed = -1
    if not away or uniform(luck) < 0.3:
        if not away and state.away[p] >= data.people[p].nights:
            return False
        bed = _bed_near(data, state, a if uniform(luck) < 0.5 else b, luck)
    work.night[0], work.night[1], work.night[2] = a, b, bed
    mark_day(data, state, work, a)
    mark_day(data, state, work, b)
    return True


@compiled
def move_night(data: Any, state: Any, work: Any, saved: Any) -> bool:  # pragma: no cover
    """Change where the two days meet; False where the bare days would not fit their hours."""
    a, b, bed = work.night[0], work.night[1], work.night[2]
    p = data.routes[a].person
    save_route(state, saved, a)
    save_route(state, saved, b)
    was = (
        state.routes[a].end != data.people[p].home_end
        or state.routes[b].start != data.people[p].home_start
    )
    state.routes[a].end = bed if bed >= 0 else data.people[p].home_end
    state.routes[b].start = bed if bed >= 0 else data.people[p].home_start
    # A bed at home would be a night away that nobody spends.
    if bed >= 0 and (bed in (data.people[p].home_end, data.people[p].home_start)):
        return False
    state.away[p] += (1 if bed >= 0 else 0) - (1 if was else 0)
    work.night[3] = (1 if bed >= 0 else 0) - (1 if was else 0)
    retime(data, state, a)
    retime(data, state, b)
    return on_time(data, state, a) and on_time(data, state, b)
