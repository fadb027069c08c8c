"""Put back the account that is worth most for the room it takes, one after another.

For optional visits the order decides what gets in; a fixed order fills the days with what came
first. The room a visit takes is its length, the detour and the wait until it can begin, as in
Vansteenwegen and others, *Iterated Local Search for the Team Orienteering Problem with Time
Windows*, Computers & Operations Research 36(12), 2009.
"""

from typing import Any

from comarca.engine.visits.kernel.chance import uniform
from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.data import INFINITE, NOUGHT
from comarca.engine.visits.kernel.recreate import insert_account, plan_account, save_charge

PASSED_OVER = 0.05  # share of candidates not looked at, so that the choice varies


@compiled
def put_best_first(
    data: Any, state: Any, work: Any, saved: Any, luck: Any
) -> None:  # pragma: no cover
    """Put back the accounts to be put back, those with the best gain for their time first."""
    for i in range(work.sizes[1]):
        work.listed[work.todo[i]] = False
    power = 0.5 + 1.5 * uniform(luck)
    while work.sizes[1] > 0:
        work.sizes[1], pick = pick_best(
            work.todo, work.sizes[1], power, work.tuning[2], luck, state.memory, data.day_charge,
            data.routes, data.accounts, data.nodes,
        )  # fmt: skip
        if pick < 0:
            return
        c = work.todo[pick]
        plan_account(data, state, c, 0.0, luck, work)
        work.sizes[1] -= 1
        work.todo[pick] = work.todo[work.sizes[1]]
        save_charge(state, saved, c)
        insert_account(data, state, c, work, saved, NOUGHT)


@compiled
def pick_best(
    todo: Any,
    n: int,
    power: float,
    eager: float,
    luck: Any,
    memories: Any,
    day_charge: Any,
    routes: Any,
    accounts: Any,
    nodes: Any,
) -> tuple[int, int]:  # pragma: no cover
    """Return how many accounts still have a place, moved to the front, and the best (or -1)."""
    pick, top, i = -1, -1.0, 0
    while i < n:
        if uniform(luck) < PASSED_OVER:
            i += 1
            continue
        c = todo[i]
        best, ride = INFINITE, 0.0
        for r in range(routes.shape[0]):
            price = memories[c, r].best
            if price < INFINITE:
                price += day_charge[c, routes[r].day]
                if price < best:
                    best, ride = price, memories[c, r].ride
        gain = accounts[c].miss * eager - best
        if gain <= 0.0:
            # There is no room for it, and what comes in only takes more.
            n -= 1
            todo[i] = todo[n]
            continue
        score = gain**power / (1.0 + ride + nodes[accounts[c].usual].service)
        if score > top:
            pick, top = i, score
        i += 1
    return n, pick
