"""The search: ruin, recreate, and accept under a falling temperature."""

from typing import Any

import numpy as np

from comarca.engine.visits.kernel.chance import below, uniform
from comarca.engine.visits.kernel.choice import put_best_first
from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.nights import choose_night, mark_day, move_night
from comarca.engine.visits.kernel.places import has_place, look_everywhere
from comarca.engine.visits.kernel.recreate import (
    forget,
    insert_account,
    plan_account,
    save_charge,
    take_back,
)
from comarca.engine.visits.kernel.ruin import listed, mark, mark_strings, mark_whole, take_out

EAGER = 0.3  # share of steps that value optional visits higher than they are worth
POOL = 80  # left-out accounts tried again in one step; more only slow the step down


@compiled
def total_cost(data: Any, state: Any) -> float:  # pragma: no cover
    """Return the cost of everything as it stands."""
    total = np.sum(state.charge)
    for r in range(data.routes.shape[0]):
        total += state.routes[r].travel
    for p in range(data.people.shape[0]):
        total += state.away[p] * data.people[p].night_cost
    return float(total)


@compiled
def missing(data: Any, state: Any, c: int) -> bool:  # pragma: no cover
    """Return whether an account has a visit that is not placed."""
    for node in range(data.accounts[c].first, data.accounts[c].end):
        if state.nodes[node].route < 0 and not data.nodes[node].pinned:
            return True
    return False


@compiled
def add_left_out(data: Any, state: Any, work: Any, luck: Any) -> None:  # pragma: no cover
    """Add accounts that lack a visit to those to be put back."""
    nodes, lacking, marks = data.nodes, state.nodes, work.listed
    turn, added = data.accounts[below(luck, data.accounts.shape[0])].first, 0
    for lo, hi in ((turn, nodes.shape[0]), (0, turn)):
        for node in range(lo, hi):
            if lacking[node].route >= 0:
                continue
            c = nodes[node].account
            if not nodes[node].pinned and not marks[c]:
                listed(work, c)
                added += 1
                if added == POOL:
                    return


@compiled
def sort_todo(data: Any, work: Any, luck: Any) -> None:  # pragma: no cover
    """Order the accounts by one of several ideas, drawn anew each time."""
    idea = uniform(luck)
    for i in range(work.sizes[1]):
        c = work.todo[i]
        noise = uniform(luck)
        home = data.people[0].home_start
        if idea < 0.3:
            key = noise
        elif idea < 0.5:
            key = -data.cost[home, data.accounts[c].place]
        elif idea < 0.6:
            key = data.cost[home, data.accounts[c].place]
        elif idea < 0.8:
            key = work.freedom[c] * (0.9 + 0.2 * noise)
        else:
            key = -work.density[c] * (0.7 + 0.6 * noise)
        work.key[i] = key
    for i in range(1, work.sizes[1]):
        c, key = work.todo[i], work.key[i]
        j = i - 1
        while j >= 0 and work.key[j] > key:
            work.todo[j + 1], work.key[j + 1] = work.todo[j], work.key[j]
            j -= 1
        work.todo[j + 1], work.key[j + 1] = c, key


@compiled
def seed_of(data: Any, state: Any, luck: Any) -> int:  # pragma: no cover
    """Return the account to ruin around; often one that is left out, to make room for it."""
    n = data.accounts.shape[0]
    if uniform(luck) < 0.3:
        for _ in range(20):
            c = below(luck, n)
            if missing(data, state, c):
                return c
    return below(luck, n)


@compiled
def ruin(data: Any, state: Any, work: Any, size: float, luck: Any) -> bool:  # pragma: no cover
    """Mark what to take out; True where a night changes as well."""
    n = data.accounts.shape[0]
    idea = uniform(luck)
    if work.has_nights[0] and idea < 0.05 and choose_night(data, state, work, luck):
        return True
    seed = seed_of(data, state, luck)
    if idea < 0.9:
        mark_strings(data, state, work, seed, size, luck)
    elif idea < 0.97:
        for _ in range(1 + below(luck, int(size))):
            c = below(luck, n)
            for node in range(data.accounts[c].first, data.accounts[c].end):
                mark(data, state, work, node)
    else:
        r = below(luck, data.routes.shape[0])
        if state.routes[r].count <= 2 * size:
            mark_day(data, state, work, r)
    if uniform(luck) < work.tuning[0]:
        mark_whole(data, state, work)
    return False


@compiled
def step(
    data: Any, state: Any, work: Any, saved: Any, size: float, blink: float, luck: Any
) -> bool:  # pragma: no cover
    """Change the plan once; False where the change cannot stand."""
    forget(saved)
    work.sizes[0] = work.sizes[1] = 0
    work.night[3] = 0
    night = ruin(data, state, work, size, luck)
    take_out(data, state, work, saved)
    stands = not night or move_night(data, state, work, saved)
    add_left_out(data, state, work, luck)
    work.tuning[2] = 1.0
    if work.tuning[1] > 0 and uniform(luck) < EAGER:
        work.tuning[2] = 1.0 + 2.0 * uniform(luck)
    if stands:
        look_everywhere(data, state, work)
    if stands and work.tuning[1] > 0 and uniform(luck) < work.tuning[1]:
        put_best_first(data, state, work, saved, luck)
        return True
    sort_todo(data, work, luck)
    for i in range(work.sizes[1]):
        c = work.todo[i]
        work.listed[c] = False
        if stands and has_place(state.memory, c):
            save_charge(state, saved, c)
            plan_account(data, state, c, blink, luck, work)
            insert_account(data, state, c, work, saved, i + 1)
    return stands


@compiled
def difference(data: Any, state: Any, work: Any, saved: Any) -> float:  # pragma: no cover
    """Return what the last step changed in the cost."""
    delta = 0.0
    for i in range(saved.sizes[0]):
        delta += state.routes[saved.route[i]].travel - saved.kept[i].travel
    for i in range(saved.sizes[1]):
        delta += state.charge[saved.account[i]] - saved.charge[i]
    if work.night[3] != 0:
        delta += work.night[3] * data.people[data.routes[work.night[0]].person].night_cost
    return delta


@compiled
def keep(state: Any, best: Any) -> None:  # pragma: no cover
    """Copy the plan as it stands."""
    for r in range(best.count.shape[0]):
        best.count[r] = state.routes[r].count
        best.start[r], best.end[r] = state.routes[r].start, state.routes[r].end
        for i in range(state.routes[r].count):
            best.seq[r, i] = state.seq[r, i]
            best.mode[r, i] = state.nodes[state.seq[r, i]].mode


@compiled
def anneal(
    data: Any,
    state: Any,
    work: Any,
    saved: Any,
    best: Any,
    luck: Any,
    steps: int,
    hot: float,
    cold: float,
    size: float,
    blink: float,
    known: float,
) -> float:  # pragma: no cover
    """Take some steps from temperature ``hot`` to ``cold``; return the best cost known."""
    now = total_cost(data, state)
    heat = hot
    fall = (cold / hot) ** (1.0 / max(1, steps))
    for _ in range(steps):
        stands = step(data, state, work, saved, size, blink, luck)
        delta = difference(data, state, work, saved)
        if stands and delta <= -heat * np.log(max(uniform(luck), 1e-300)):
            now += delta
            if now < known - 1e-7:
                known = now
                keep(state, best)
        else:
            take_back(state, saved)
            if work.night[3] != 0:
                state.away[data.routes[work.night[0]].person] -= work.night[3]
        heat *= fall
    return known
