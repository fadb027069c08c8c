"""Put accounts back: price every day, choose the days together, insert."""

from typing import Any

from comarca.engine.visits.kernel.chance import uniform
from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.data import INFINITE
from comarca.engine.visits.kernel.days import NEVER, charge_of, choose
from comarca.engine.visits.kernel.insertion import put
from comarca.engine.visits.kernel.places import cheapest, look_again


@compiled
def price(
    data: Any,
    state: Any,
    c: int,
    who: int,
    blink: float,
    luck: Any,
    day_cost: Any,
    day_route: Any,
    work: Any,
) -> None:  # pragma: no cover
    """Fill the cheapest price and route of each day, for one person or (-1) for all allowed."""
    people = data.route_of.shape[0]
    for d in range(data.weekday.shape[0]):
        day_cost[d] = INFINITE
        wish = data.day_charge[c, d]
        if wish >= INFINITE:
            continue
        for p in range(people if who < 0 else 1):
            person = p if who < 0 else who
            r = data.route_of[person, d]
            if r < 0 or not data.allowed[c, person]:
                continue
            if blink > 0 and uniform(luck) < blink:
                continue
            if state.memory[c, r].seen != state.routes[r].version:
                cheapest(data, state, c, r, work)
            if state.memory[c, r].best + wish < day_cost[d]:
                day_cost[d] = state.memory[c, r].best + wish
                day_route[d] = r


@compiled
def _pressed(data: Any, state: Any, c: int, fixed: Any) -> int:  # pragma: no cover
    """Fill the days of placed visits; return the person who makes them, or -1."""
    person = -1
    for j in range(data.accounts[c].end - data.accounts[c].first):
        r = state.nodes[data.accounts[c].first + j].route
        fixed[j] = data.routes[r].day if r >= 0 else -1
        if r < 0 and data.nodes[data.accounts[c].first + j].pinned:
            fixed[j] = NEVER
        if r >= 0:
            person = data.routes[r].person
    return person


@compiled
def plan_account(
    data: Any, state: Any, c: int, blink: float, luck: Any, work: Any
) -> float:  # pragma: no cover
    """Choose days for what is missing of an account; return the charge (see ``work.chosen``)."""
    # Now and then a visit may come in at a loss: two neighbours can be worth it together.
    miss = data.accounts[c].miss * work.tuning[2]
    placed_by = _pressed(data, state, c, work.fixed)
    if not data.accounts[c].one_person or placed_by >= 0:
        who = placed_by if data.accounts[c].one_person else -1
        price(data, state, c, who, blink, luck, work.day_cost, work.day_route, work)
        return float(
            choose(data, c, work.day_cost, work.fixed, work.chosen, work.table, work.back, miss)
        )
    best = INFINITE
    k = data.accounts[c].end - data.accounts[c].first
    for person in range(data.route_of.shape[0]):
        if not data.allowed[c, person]:
            continue
        price(data, state, c, person, blink, luck, work.day_cost, work.day_route, work)
        total = choose(data, c, work.day_cost, work.fixed, work.chosen, work.table, work.back, miss)
        if total < best:
            best = total
            for j in range(k):
                work.keep_chosen[j] = work.chosen[j]
                work.keep_route[j] = work.day_route[work.chosen[j]] if work.chosen[j] >= 0 else -1
    for j in range(k):
        work.chosen[j] = work.keep_chosen[j] if best < INFINITE else -1
        if work.chosen[j] >= 0:
            work.day_route[work.chosen[j]] = work.keep_route[j]
    return best


@compiled
def insert_account(
    data: Any, state: Any, c: int, work: Any, saved: Any, first: int
) -> None:  # pragma: no cover
    """Insert the visits that ``plan_account`` chose; those to be put back from ``first`` on see."""
    node = data.accounts[c].first
    for j in range(data.accounts[c].end - node):
        d = work.chosen[j]
        if d >= 0 and work.fixed[j] < 0:
            r = work.day_route[d]
            save_route(state, saved, r)
            spot, before, worked = (
                state.memory[c, r].spot,
                state.routes[r].version,
                state.routes[r].work,
            )
            put(data, state, node + j, r, spot, state.memory[c, r].mode)
            look_again(data, state, work, r, spot, before, worked, first)
    state.charge[c] = charge_of(data, state, c)


@compiled
def save_route(state: Any, saved: Any, r: int) -> None:  # pragma: no cover
    """Keep a route's content before its first change, for taking the change back."""
    for i in range(saved.sizes[0]):
        if saved.route[i] == r:
            return
    i = saved.sizes[0]
    saved.route[i] = r
    saved.sizes[0] = i + 1
    n = state.routes[r].count
    saved.kept[i] = state.routes[r]
    for j in range(n):
        saved.seq[i, j] = state.seq[r, j]
        saved.mode[i, j] = state.nodes[state.seq[r, j]].mode
    for j in range(n + 2):
        for s in range(state.leave.shape[2]):
            saved.leave[i, j, s] = state.leave[r, j, s]
            saved.latest[i, j, s] = state.latest[r, j, s]


@compiled
def save_charge(state: Any, saved: Any, c: int) -> None:  # pragma: no cover
    """Keep an account's charge before its first change."""
    if not saved.touched[c]:
        saved.touched[c] = True
        i = saved.sizes[1]
        saved.account[i], saved.charge[i] = c, state.charge[c]
        saved.sizes[1] = i + 1


@compiled
def forget(saved: Any) -> None:  # pragma: no cover
    """Begin a new change."""
    for i in range(saved.sizes[1]):
        saved.touched[saved.account[i]] = False
    saved.sizes[1] = 0
    saved.sizes[0] = 0


@compiled
def take_back(state: Any, saved: Any) -> None:  # pragma: no cover
    """Undo everything since ``forget``."""
    for i in range(saved.sizes[0]):
        r = saved.route[i]
        for j in range(state.routes[r].count):
            state.nodes[state.seq[r, j]].route = -1
    for i in range(saved.sizes[0]):
        r = saved.route[i]
        n = saved.kept[i].count
        state.routes[r] = saved.kept[i]
        for j in range(n):
            node = saved.seq[i, j]
            state.seq[r, j] = node
            state.nodes[node].route = r
            state.nodes[node].mode = saved.mode[i, j]
        for j in range(n + 2):
            for s in range(state.leave.shape[2]):
                state.leave[r, j, s] = saved.leave[i, j, s]
                state.latest[r, j, s] = saved.latest[i, j, s]
    for i in range(saved.sizes[1]):
        state.charge[saved.account[i]] = saved.charge[i]
