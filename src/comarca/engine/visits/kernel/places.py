"""The cheapest place of each account in a route, for many accounts at once.

Compiled code pays for every array it hands on, so a route's gaps are laid out once and all accounts
are held against them. After one insertion hardly anything changes: the two new gaps are looked at,
and whether the place remembered still holds; only where it does not is the whole route searched.
Where the detour over a third place is shorter than the way (tables may hold such journeys), a
place may be overlooked until the route changes again; none is ever promised that does not hold.
"""

from typing import Any

from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.data import ANY, INFINITE, NOUGHT, NOWHERE, ONE
from comarca.engine.visits.kernel.timing import arrive, depart_by, first_start


@compiled
def in_time(
    left: float, by: float, to: float, service: float, fro: float, spans: Any, lo: int, hi: int
) -> bool:  # pragma: no cover
    """Return whether a visit begins in a span of ``lo:hi`` and is over in time to go on."""
    at, last = left + to, by - fro - service + 1e-9
    if at > last:
        return False
    for w in range(lo, hi):
        if at <= spans[w].ends:
            return bool(max(at, spans[w].begins) <= last)
    return False


@compiled
def _with_breaks(
    data: Any, state: Any, r: int, i: int, c: int, mode: int, on: Any
) -> bool:  # pragma: no cover
    """Return whether a visit before stop ``i`` keeps every time of a day with breaks."""
    n, day, node = state.routes[r].count, data.routes[r].day, data.accounts[c].usual
    here = (
        data.accounts[data.nodes[state.seq[r, i - 1]].account].place if i else state.routes[r].start
    )
    there = data.accounts[c].place
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


@compiled
def lay_out(data: Any, state: Any, r: int, work: Any) -> None:  # pragma: no cover
    """Fill each gap's ends, earliest departure, latest arrival, and what its journey takes."""
    work.laid_out[r] = state.routes[r].version
    n, states = state.routes[r].count, data.routes[r].breaks + 1
    here = state.routes[r].start
    for i in range(n + 1):
        onward = (
            data.accounts[data.nodes[state.seq[r, i]].account].place
            if i < n
            else state.routes[r].end
        )
        left, by = state.leave[r, i, 0], state.latest[r, i + 1, 0]
        for s in range(1, states):
            left, by = min(left, state.leave[r, i, s]), max(by, state.latest[r, i + 1, s])
        gap = work.gaps[r, i]
        gap.here, gap.onward, gap.left, gap.by = here, onward, left, by
        gap.cost, gap.minutes = data.cost[here, onward], data.minutes[here, onward]
        here = onward


@compiled
def wait_for(arrival: float, spans: Any, lo: int, hi: int) -> float:  # pragma: no cover
    """Return the minutes until the visit can begin."""
    for w in range(lo, hi):
        if spans[w].ends >= arrival:
            return float(max(0.0, spans[w].begins - arrival))
    return 0.0


@compiled
def _bring_up_to_date(  # noqa: C901, PLR0912, PLR0915  # one loop: a call costs more than its body
    data: Any,
    state: Any,
    on: Any,
    who: Any,
    first: int,
    end: int,
    r_first: int,
    r_end: int,
    before: int,
    spot: int,
    grown: float,
    routes: Any,
    states: Any,
    memories: Any,
    allowed: Any,
    day_charge: Any,
    accounts: Any,
    nodes: Any,
    windows: Any,
    spans: Any,
    gaps: Any,
    cost: Any,
    minutes: Any,
) -> None:  # pragma: no cover
    """Search routes ``r_first:r_end``, laid out in ``gaps``, for accounts ``who[first:end]``.

    With ``spot`` -1 those whose memory is older than the route are searched for (-2: even where
    the account may not be visited); otherwise only those that were up to date before the insertion
    at ``spot``, and mostly near it.
    """
    for r in range(r_first, r_end):
        route, now, version = routes[r], states[r], states[r].version
        day, days, breaks = route.day, day_charge.shape[1], route.breaks
        count, load, worked = now.count, route.most_load - now.load + 1e-9, now.work
        full = count >= gaps.shape[1] - 2
        for j in range(first, end):
            c = who[j]
            memory = memories[c, r]
            place, usual = accounts[c].place, accounts[c].usual
            service = nodes[usual].service
            spare = route.most_work - worked - service + 1e-9
            key = (c * days + day) * 2
            lowest, highest = 0, count + 1
            if spot < 0:
                if memory.seen == version:
                    continue
                if spot == -1 and not allowed[c, route.person]:
                    continue
                if spot == -1 and day_charge[c, day] >= INFINITE:
                    continue
                memory.best = INFINITE
            elif memory.seen != before:
                continue
            memory.seen = version
            if full or accounts[c].load > load or (spare < 0 and count == 0):
                memory.best = INFINITE
                continue
            if spot >= 0:
                lowest, highest = spot, spot + 2
                if memory.best < INFINITE:
                    i, held = memory.spot, False
                    if i != spot:
                        i = i + 1 if i > spot else i
                        gap = gaps[r, i]
                        to, fro = minutes[gap.here, place], minutes[place, gap.onward]
                        key += memory.mode
                        held = to + fro - gap.minutes <= spare and in_time(
                            gap.left, gap.by, to, service, fro, spans, windows[key],
                            windows[key + 1],
                        )  # fmt: skip
                        if held and breaks:
                            held = _with_breaks(data, state, r, i, c, memory.mode, on)
                        key -= memory.mode
                    if held:
                        memory.spot = i
                        memory.best += 2.0 * route.level * grown * service
                    else:
                        memory.best = INFINITE
                        lowest, highest = 0, count + 1
            # What fills the day, apart from the detour, is the same at every place in it.
            fuller = route.level * service * (2.0 * worked + service)
            for mode in range(0 if accounts[c].preferred else 1, 2):
                lo, hi = windows[key + mode], windows[key + mode + 1]
                if lo == hi:
                    continue
                extra = fuller
                if mode == 1 and accounts[c].preferred:
                    extra += accounts[c].time_charge
                limit, final = memory.best - extra, spans[hi - 1].ends
                for i in range(lowest, highest):
                    gap = gaps[r, i]
                    if gap.left > final:
                        break
                    here, onward = gap.here, gap.onward
                    more = cost[here, place] + cost[place, onward] - gap.cost
                    if more >= limit:
                        continue
                    to, fro = minutes[here, place], minutes[place, onward]
                    if to + fro - gap.minutes > spare:
                        continue
                    if not in_time(gap.left, gap.by, to, service, fro, spans, lo, hi):
                        continue
                    if breaks and not _with_breaks(data, state, r, i, c, mode, on):
                        continue
                    limit = more
                    memory.best, memory.spot, memory.mode = more + extra, i, mode
                    memory.ride = to + fro - gap.minutes + wait_for(gap.left + to, spans, lo, hi)


@compiled
def look(
    data: Any,
    state: Any,
    work: Any,
    who: Any,
    first: int,
    end: int,
    r_first: int,
    r_end: int,
    before: int,
    spot: int,
    grown: float,
) -> None:  # pragma: no cover
    """Search routes for accounts (see ``_bring_up_to_date``)."""
    for r in range(r_first, r_end):
        if work.laid_out[r] != state.routes[r].version:
            lay_out(data, state, r, work)
    _bring_up_to_date(
        data, state, work.on, who, first, end, r_first, r_end, before, spot, grown, data.routes,
        state.routes, state.memory, data.allowed, data.day_charge, data.accounts, data.nodes,
        data.windows, data.spans, work.gaps, data.cost, data.minutes,
    )  # fmt: skip


@compiled
def cheapest(data: Any, state: Any, c: int, r: int, work: Any) -> None:  # pragma: no cover
    """Remember the cheapest insertion of account ``c`` into route ``r``, allowed or not."""
    work.one[0] = c
    state.memory[c, r].seen, state.memory[c, r].best = -1, INFINITE
    look(data, state, work, work.one, NOUGHT, ONE, r, r + 1, ANY, NOWHERE, 0.0)


@compiled
def look_everywhere(data: Any, state: Any, work: Any) -> None:  # pragma: no cover
    """Bring up to date what is remembered of every account that is to be put back."""
    routes = data.routes.shape[0]
    look(data, state, work, work.todo, NOUGHT, work.sizes[1], NOUGHT, routes, ANY, ANY, 0.0)


@compiled
def has_place(memories: Any, c: int) -> bool:  # pragma: no cover
    """Return whether any route, as remembered, has a place for an account."""
    found = False
    for r in range(memories.shape[1]):
        found = found or memories[c, r].best < INFINITE
    return found


@compiled
def look_again(
    data: Any, state: Any, work: Any, r: int, spot: int, before: int, worked: float, first: int
) -> None:  # pragma: no cover
    """Bring up to date the accounts from ``first`` on after an insertion at ``spot``.

    ``before`` is the route's version and ``worked`` its work before the insertion.
    """
    if first < work.sizes[1]:
        grown = state.routes[r].work - worked
        look(data, state, work, work.todo, first, work.sizes[1], r, r + 1, before, spot, grown)
