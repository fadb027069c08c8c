"""The cheapest place of an account's visit in a route, and putting it there or taking it out."""

from typing import Any

import numpy as np
from numba import njit

from comarca.engine.visits.kernel.data import INFINITE
from comarca.engine.visits.kernel.timing import arrive, depart_by, first_start, retime


@njit(cache=True)
def _fits(
    data: Any, state: Any, r: int, i: int, node: int, mode: int, on: Any
) -> bool:  # pragma: no cover
    """Return whether a visit between stops ``i`` and ``i + 1`` keeps every time of the route."""
    n, day = state.routes[r].count, data.routes[r].day
    here = (
        data.accounts[data.nodes[state.seq[r, i - 1]].account].place if i else state.routes[r].start
    )
    there = data.accounts[data.nodes[node].account].place
    onward = (
        data.accounts[data.nodes[state.seq[r, i]].account].place if i < n else state.routes[r].end
    )
    arrive(data, r, state.leave[r, i], data.minutes[here, there], on)
    for s in range(data.routes[r].breaks + 1):
        begin = first_start(data, node, day, mode, on[s])
        if begin < INFINITE:
            by = depart_by(data, r, state.latest[r, i + 1], data.minutes[there, onward], s)
            if begin + data.nodes[node].service <= by + 1e-9:
                return True
    return False


@njit(cache=True)
def _plain(
    seq: Any,
    n: int,
    leave: Any,
    latest: Any,
    ends: Any,
    place: int,
    service: float,
    spare: float,
    limit: float,
    lo: int,
    hi: int,
    spans: Any,
    nodes: Any,
    accounts: Any,
    cost: Any,
    minutes: Any,
) -> tuple[float, int]:  # pragma: no cover
    """Return the cheapest place in a day without breaks, and its cost, if below ``limit``."""
    final = spans[hi - 1].ends
    here, spot = ends[0], -1
    for i in range(n + 1):
        left = leave[i, 0]
        if left > final:
            break
        onward = accounts[nodes[seq[i]].account].place if i < n else ends[1]
        more = cost[here, place] + cost[place, onward] - cost[here, onward]
        if more < limit:
            to, fro = minutes[here, place], minutes[place, onward]
            at, by = left + to, latest[i + 1, 0] - fro - service + 1e-9
            if at <= by and to + fro - minutes[here, onward] <= spare:
                for w in range(lo, hi):
                    if at <= spans[w].ends:
                        if max(at, spans[w].begins) <= by:
                            limit, spot = more, i
                        break
        here = onward
    return limit, spot


@njit(cache=True)
def _broken(
    data: Any, state: Any, r: int, node: int, mode: int, spare: float, limit: float, on: Any
) -> tuple[float, int]:  # pragma: no cover
    """Return the same for a day with breaks."""
    n, place = state.routes[r].count, data.accounts[data.nodes[node].account].place
    here, spot, service = state.routes[r].start, -1, data.nodes[node].service
    leave, latest, states = state.leave[r], state.latest[r], data.routes[r].breaks + 1
    key = (data.nodes[node].account * data.weekday.shape[0] + data.routes[r].day) * 2 + mode
    final = data.spans[data.windows[key + 1] - 1].ends
    for i in range(n + 1):
        left, by = leave[i, 0], latest[i + 1, 0]
        for s in range(1, states):
            left, by = min(left, leave[i, s]), max(by, latest[i + 1, s])
        if left > final:
            break
        onward = (
            data.accounts[data.nodes[state.seq[r, i]].account].place
            if i < n
            else state.routes[r].end
        )
        more = data.cost[here, place] + data.cost[place, onward] - data.cost[here, onward]
        ride = data.minutes[here, place] + data.minutes[place, onward] - data.minutes[here, onward]
        if more < limit and ride <= spare:
            # Whatever the breaks, this much must fit; most places fall away here.
            at = left + data.minutes[here, place]
            back = at + service + data.minutes[place, onward]
            if at <= final and back <= by + 1e-6 and _fits(data, state, r, i, node, mode, on):
                limit, spot = more, i
        here = onward
    return limit, spot


@njit(cache=True)
def cheapest(data: Any, state: Any, c: int, r: int, node: int, on: Any) -> None:  # pragma: no cover
    """Remember the cheapest insertion of account ``c`` into route ``r``."""
    memory, account, day = state.memory[c, r], data.accounts[c], data.routes[r].day
    memory.seen = state.routes[r].version
    memory.best = INFINITE
    n, service = state.routes[r].count, data.nodes[node].service
    if n + 1 > state.seq.shape[1]:
        return
    if state.routes[r].load + account.load > data.routes[r].most_load + 1e-9:
        return
    spare = data.routes[r].most_work - state.routes[r].work - service + 1e-9
    if spare < 0 and n == 0:
        return
    # What fills the day, apart from the detour, is the same at every place in it.
    fuller = data.routes[r].level * service * (2.0 * state.routes[r].work + service)
    key = (c * data.weekday.shape[0] + day) * 2
    for mode in range(0 if account.preferred else 1, 2):
        extra = fuller
        if mode == 1 and account.preferred:
            extra += account.time_charge
        lo, hi = data.windows[key + mode], data.windows[key + mode + 1]
        if lo == hi:
            continue
        if data.routes[r].breaks == 0:
            ends = (state.routes[r].start, state.routes[r].end)
            price, spot = _plain(
                state.seq[r], n, state.leave[r], state.latest[r], ends, account.place, service,
                spare, memory.best - extra, lo, hi, data.spans, data.nodes, data.accounts,
                data.cost, data.minutes,
            )  # fmt: skip
        else:
            price, spot = _broken(data, state, r, node, mode, spare, memory.best - extra, on)
        if spot >= 0:
            memory.best, memory.spot, memory.mode = price + extra, spot, mode


@njit(cache=True)
def put(data: Any, state: Any, node: int, r: int, i: int, mode: int) -> None:  # pragma: no cover
    """Insert a visit before stop ``i`` of a route."""
    n = state.routes[r].count
    for j in range(n, i, -1):
        state.seq[r, j] = state.seq[r, j - 1]
    state.seq[r, i] = node
    state.routes[r].count = n + 1
    state.nodes[node].route = r
    state.nodes[node].mode = mode
    retime(data, state, r)


@njit(cache=True)
def drop_marked(data: Any, state: Any, r: int, marked: Any) -> None:  # pragma: no cover
    """Take every marked visit out of a route."""
    kept = 0
    for i in range(state.routes[r].count):
        node = state.seq[r, i]
        if marked[node]:
            state.nodes[node].route = -1
        else:
            state.seq[r, kept] = node
            kept += 1
    state.routes[r].count = kept
    retime(data, state, r)


@njit(cache=True)
def room(data: Any) -> Any:  # pragma: no cover
    """Return scratch space for one tried position."""
    return np.empty(data.break_from.shape[1] + 1)
