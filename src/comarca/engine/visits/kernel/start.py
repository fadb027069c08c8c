"""Where a search begins: pinned visits, a known plan, and everything else inserted greedily."""

from typing import Any

from comarca.engine.visits.kernel.anneal import missing
from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.data import NOUGHT
from comarca.engine.visits.kernel.days import charge_of
from comarca.engine.visits.kernel.insertion import put
from comarca.engine.visits.kernel.recreate import forget, insert_account, plan_account
from comarca.engine.visits.kernel.timing import on_time, retime


@compiled
def restore(data: Any, state: Any, r: int, node: int, by_time: bool) -> bool:  # pragma: no cover
    """Add a visit to a day: an appointment by its time, another at the first place that holds.

    False, and nothing is changed, where the day would not hold with it.
    """
    retime(data, state, r)
    n = state.routes[r].count
    for back in range(n + 1):
        i = n - back
        if by_time and i > 0:
            before = state.seq[r, i - 1]
            if (
                data.nodes[before].pinned
                and data.nodes[before].pin_from > data.nodes[node].pin_from
            ):
                continue
        for mode in range(2):
            if mode == 0 and not data.accounts[data.nodes[node].account].preferred:
                continue
            put(data, state, node, r, i, mode)
            if on_time(data, state, r):
                return True
            for j in range(i, n):
                state.seq[r, j] = state.seq[r, j + 1]
            state.routes[r].count = n
            state.nodes[node].route = -1
            retime(data, state, r)
    return False


@compiled
def sleep_at(data: Any, state: Any, a: int, b: int, bed: int) -> None:  # pragma: no cover
    """Spend the night between two empty days at a bed, where hours and the person allow it."""
    p = data.routes[a].person
    home_end, home_start = data.people[p].home_end, data.people[p].home_start
    if state.away[p] >= data.people[p].nights or bed in (home_end, home_start):
        return
    state.routes[a].end, state.routes[b].start = bed, bed
    retime(data, state, a)
    retime(data, state, b)
    if on_time(data, state, a) and on_time(data, state, b):
        state.away[p] += 1
        return
    state.routes[a].end, state.routes[b].start = home_end, home_start
    retime(data, state, a)
    retime(data, state, b)


@compiled
def adopt(data: Any, state: Any, best: Any) -> None:  # pragma: no cover
    """Make the plan in ``best`` the one that stands."""
    for node in range(data.nodes.shape[0]):
        state.nodes[node].route = -1
    for r in range(data.routes.shape[0]):
        state.routes[r].count = best.count[r]
        state.routes[r].start, state.routes[r].end = best.start[r], best.end[r]
        for i in range(best.count[r]):
            node = best.seq[r, i]
            state.seq[r, i] = node
            state.nodes[node].route = r
            state.nodes[node].mode = best.mode[r, i]
        retime(data, state, r)
    for c in range(data.accounts.shape[0]):
        state.charge[c] = charge_of(data, state, c)


@compiled
def begin(
    data: Any, state: Any, work: Any, saved: Any, luck: Any, order: Any
) -> None:  # pragma: no cover
    """Time the routes and insert what is missing, account by account in this order."""
    for r in range(data.routes.shape[0]):
        retime(data, state, r)
    for c in order:
        state.charge[c] = charge_of(data, state, c)
        if missing(data, state, c):
            forget(saved)
            plan_account(data, state, c, 0.0, luck, work)
            insert_account(data, state, c, work, saved, NOUGHT)
    forget(saved)
