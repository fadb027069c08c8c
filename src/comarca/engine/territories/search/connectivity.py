"""Does a territory stay whole when a unit leaves it?

The neighbours of the unit inside its territory are looked at first: where they hang together
among themselves (nearly always), nothing else is read. Otherwise searches start from each of
their groups and take turns, one unit at a time, until they have met or one of them has nowhere
left to go: the work is that of the smaller side, not of the territory.
"""

from comarca.engine.territories.problem import Ints
from comarca.engine.territories.search.compiled import compiled
from comarca.engine.territories.search.records import Graph, Scratch, State


@compiled
def _find(group: Ints, i: int) -> int:  # pragma: no cover
    while group[i] != i:
        group[i] = group[group[i]]
        i = group[i]
    return i


@compiled
def _ring(u: int, a: int, state: State, graph: Graph, room: Scratch) -> int:  # pragma: no cover
    """Mark the neighbours of ``u`` in ``a``, join those that touch; return how many there are."""
    terr = state.territory
    room.mark[0] += 1
    mark, wanted = room.mark[0], 0
    for j in range(graph.start[u], graph.start[u + 1]):
        v = graph.other[j]
        if terr[v] == a:
            room.ring[wanted] = v
            room.stamp[v] = mark
            room.label[v] = wanted
            room.group[wanted] = wanted
            wanted += 1
    return wanted


@compiled
def _join_touching(wanted: int, graph: Graph, room: Scratch) -> int:  # pragma: no cover
    """Join ring members that touch each other; return the number of groups left."""
    mark, groups = room.mark[0], wanted
    for i in range(wanted):
        v = room.ring[i]
        for j in range(graph.start[v], graph.start[v + 1]):
            w = graph.other[j]
            if room.stamp[w] == mark:
                p, q = _find(room.group, i), _find(room.group, room.label[w])
                if p != q:
                    room.group[q] = p
                    groups -= 1
                    if groups == 1:
                        return 1
    return groups


@compiled
def _queue_up(wanted: int, room: Scratch) -> None:  # pragma: no cover
    """Give each group the list of its ring members, as a chain through ``follow``."""
    for i in range(wanted):
        room.head[i] = -1
    for i in range(wanted):
        v, g = room.ring[i], _find(room.group, i)
        room.follow[v] = -1
        if room.head[g] < 0:
            room.head[g] = v
        else:
            room.follow[room.tail[g]] = v
        room.tail[g] = v


@compiled
def _meet(g: int, q: int, room: Scratch) -> None:  # pragma: no cover
    """Let group ``q`` become part of group ``g``, with what it has still to visit."""
    room.group[q] = g
    if room.head[q] >= 0:
        if room.head[g] < 0:
            room.head[g] = room.head[q]
        else:
            room.follow[room.tail[g]] = room.head[q]
        room.tail[g] = room.tail[q]


@compiled
def _append(g: int, w: int, room: Scratch) -> None:  # pragma: no cover
    """Put unit ``w`` at the end of what group ``g`` has still to visit."""
    room.stamp[w] = room.mark[0]
    room.label[w] = g
    room.follow[w] = -1
    if room.head[g] < 0:
        room.head[g] = w
    else:
        room.follow[room.tail[g]] = w
    room.tail[g] = w


@compiled
def _visit(
    g: int, x: int, u: int, a: int, state: State, graph: Graph, room: Scratch
) -> int:  # pragma: no cover
    """Visit the neighbours of ``x`` for group ``g``; return how many other groups it met."""
    met = 0
    for j in range(graph.start[x], graph.start[x + 1]):
        w = graph.other[j]
        if w == u or state.territory[w] != a:
            continue
        if room.stamp[w] != room.mark[0]:
            _append(g, w, room)
            continue
        q = _find(room.group, room.label[w])
        if q != g:
            _meet(g, q, room)
            met += 1
    return met


@compiled
def stays_whole(
    u: int, a: int, state: State, graph: Graph, room: Scratch
) -> bool:  # pragma: no cover
    """Return whether territory ``a`` hangs together as well without unit ``u`` as with it."""
    wanted = _ring(u, a, state, graph, room)
    if wanted <= 1:
        return True
    groups = _join_touching(wanted, graph, room)
    if groups == 1:
        return True
    _queue_up(wanted, room)
    while True:
        for g in range(wanted):
            if room.group[g] != g:
                continue
            x = room.head[g]
            if x < 0:
                return False
            room.head[g] = room.follow[x]
            groups -= _visit(g, x, u, a, state, graph, room)
            if groups == 1:
                return True
