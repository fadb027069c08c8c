"""Choose what to take out: strings of neighbouring stops, a few accounts, a day, a night away.

Adjacent string removal is from Christiaens and Vanden Berghe, *Slack Induction by String
Removals for Vehicle Routing Problems*, Transportation Science 54(2), 2020.
"""

from typing import Any

from comarca.engine.visits.kernel.chance import below, uniform
from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.days import charge_of
from comarca.engine.visits.kernel.insertion import drop_marked
from comarca.engine.visits.kernel.recreate import save_charge, save_route


@compiled
def mark(data: Any, state: Any, work: Any, node: int) -> None:  # pragma: no cover
    """Mark a visit for removal, and its account for putting back."""
    if data.nodes[node].pinned or work.marked[node] or state.nodes[node].route < 0:
        return
    work.marked[node] = True
    work.out[work.sizes[0]] = node
    work.sizes[0] += 1
    listed(work, data.nodes[node].account)


@compiled
def listed(work: Any, c: int) -> None:  # pragma: no cover
    """Add an account to those to be put back, once."""
    if not work.listed[c]:
        work.listed[c] = True
        work.todo[work.sizes[1]] = c
        work.sizes[1] += 1


@compiled
def mark_string(
    data: Any, state: Any, work: Any, r: int, at: int, longest: int, luck: Any
) -> None:  # pragma: no cover
    """Mark a run of stops of a route that contains stop ``at``; half the time with a gap kept."""
    n = state.routes[r].count
    most = min(n, longest)
    length = 1 + below(luck, most)
    kept = 0
    if length > 1 and length < n and uniform(luck) < 0.5:
        kept = 1
        while length + kept < n and uniform(luck) < 0.5:
            kept += 1
    span = length + kept
    lo, hi = max(0, at - span + 1), min(at, n - span)
    begin = lo + below(luck, hi - lo + 1)
    hole = begin + below(luck, length) if kept else n
    for i in range(begin, begin + span):
        if i < hole or i >= hole + kept:
            mark(data, state, work, state.seq[r, i])


@compiled
def mark_strings(
    data: Any, state: Any, work: Any, seed: int, size: float, luck: Any
) -> None:  # pragma: no cover
    """Mark strings of several routes around an account."""
    used, stops = 0, 0
    for r in range(data.routes.shape[0]):
        work.ruined[r] = False
        if state.routes[r].count:
            used += 1
            stops += state.routes[r].count
    if used == 0:
        return
    longest = max(1, min(10, round(stops / used)))
    strings = 1 + below(luck, max(1, int(4 * size / (1 + longest))))
    for j in range(data.near.shape[1]):
        c = data.near[seed, j]
        k = data.accounts[c].end - data.accounts[c].first
        turn = below(luck, k)
        for i in range(k):
            node = data.accounts[c].first + (turn + i) % k
            r = state.nodes[node].route
            if r < 0 or work.ruined[r]:
                continue
            at = 0
            while state.seq[r, at] != node:
                at += 1
            work.ruined[r] = True
            mark_string(data, state, work, r, at, longest, luck)
            strings -= 1
            if strings == 0:
                return


@compiled
def mark_whole(data: Any, state: Any, work: Any) -> None:  # pragma: no cover
    """Mark the other visits of every account that loses one, so that its days are free again."""
    for i in range(work.sizes[1]):
        c = work.todo[i]
        for node in range(data.accounts[c].first, data.accounts[c].end):
            mark(data, state, work, node)


@compiled
def take_out(data: Any, state: Any, work: Any, saved: Any) -> None:  # pragma: no cover
    """Take out what is marked, keeping what is needed to undo it."""
    for i in range(work.sizes[0]):
        r = state.nodes[work.out[i]].route
        if r >= 0:
            save_route(state, saved, r)
            drop_marked(data, state, r, work.marked)
    for i in range(work.sizes[0]):
        work.marked[work.out[i]] = False
    for i in range(work.sizes[1]):
        save_charge(state, saved, work.todo[i])
        state.charge[work.todo[i]] = charge_of(data, state, work.todo[i])
    work.sizes[0] = 0
