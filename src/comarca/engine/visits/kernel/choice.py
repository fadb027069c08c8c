"""Put back the account that is worth most for the room it takes, one after another.

For optional visits the order decides what gets in; a fixed order fills the days with what came
first.
"""

from typing import Any

from numba import njit

from comarca.engine.visits.kernel.chance import uniform
from comarca.engine.visits.kernel.data import INFINITE
from comarca.engine.visits.kernel.days import charge_of
from comarca.engine.visits.kernel.insertion import cheapest
from comarca.engine.visits.kernel.recreate import insert_account, plan_account, save_charge

PASSED_OVER = 0.05  # share of candidates not looked at, so that the choice varies


@njit(cache=True)
def put_best_first(
    data: Any, state: Any, work: Any, saved: Any, luck: Any
) -> None:  # pragma: no cover
    """Put back the accounts to be put back, those with the best gain for their time first."""
    n = work.sizes[1]
    for i in range(n):
        c = work.todo[i]
        work.listed[c] = False
        save_charge(state, saved, c)
        state.charge[c] = charge_of(data, state, c)
    power = 0.5 + 1.5 * uniform(luck)
    while n > 0:
        pick, top, i = -1, -1.0, 0
        while i < n:
            if uniform(luck) < PASSED_OVER:
                i += 1
                continue
            gain, room = worth(data, state, work.todo[i], work)
            if gain <= 0.0:
                # There is no room for it, and what comes in only takes more.
                n -= 1
                work.todo[i] = work.todo[n]
                continue
            score = gain**power / (1.0 + room)
            if score > top:
                pick, top = i, score
            i += 1
        if pick < 0:
            return
        c = work.todo[pick]
        plan_account(data, state, c, 0.0, luck, work)
        insert_account(data, state, c, work, saved)
        n -= 1
        work.todo[pick] = work.todo[n]


@njit(cache=True)
def worth(data: Any, state: Any, c: int, work: Any) -> tuple[float, float]:  # pragma: no cover
    """Return what an account's cheapest visit gains, and the minutes it takes."""
    node, place = data.accounts[c].usual, data.accounts[c].place
    best, room = INFINITE, 0.0
    for d in range(data.weekday.shape[0]):
        if data.day_charge[c, d] >= INFINITE:
            continue
        for p in range(data.route_of.shape[0]):
            r = data.route_of[p, d]
            if r < 0 or not data.allowed[c, p]:
                continue
            if state.memory[c, r].seen != state.routes[r].version:
                cheapest(data, state, c, r, node, work.on)
            if state.memory[c, r].best + data.day_charge[c, d] < best:
                best = state.memory[c, r].best + data.day_charge[c, d]
                i, n = state.memory[c, r].spot, state.routes[r].count
                here, onward = state.routes[r].start, state.routes[r].end
                if i > 0:
                    here = data.accounts[data.nodes[state.seq[r, i - 1]].account].place
                if i < n:
                    onward = data.accounts[data.nodes[state.seq[r, i]].account].place
                ride = data.minutes[here, place] + data.minutes[place, onward]
                room = ride - data.minutes[here, onward] + data.nodes[node].service
    return data.accounts[c].miss * work.tuning[2] - best, room
