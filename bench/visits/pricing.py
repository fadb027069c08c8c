"""Find the day that is worth most at given prices of stops, by labels (see ``bounds.py``).

A label is the beginning of a day: the stop it has come to, when, what it is worth, and which stops
it remembers (ng-routes: Baldacci, Mingozzi and Roberti, *New Route Relaxation and Pricing
Strategies for the Vehicle Routing Problem*, Operations Research 59(5), 2011). Labels from the
evening backwards, which remember little, tell first how much a day can still gain from any stop
and moment on; labels that cannot become good enough are dropped by that, in turns from both ends
with ever longer memories.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from comarca.engine.visits import Problem

SCALE = 100.0  # the files' distances have two decimals at most: times are whole hundredths
GRID = 1000  # moments for which the gain still to be had is kept
TINY = 1e-7
GLANCES = (0, 4, 8)  # neighbours that stops remember, in the turns before the last
LABEL = np.dtype([
    ("at", np.int32), ("when", np.int32), ("worth", np.float64), ("odd", np.uint64),
    ("before", np.int32), ("waiting", np.int32), ("kept", np.int32), ("pad", np.int32),
])  # fmt: skip


class Graph(NamedTuple):
    """Stops (0 is home) with times from the beginning of one visit to that of the next."""

    onward: Any
    opens: Any
    closes: Any
    end: int

    def backwards(self) -> "Graph":
        """Return the same seen from the evening."""
        return Graph(
            np.ascontiguousarray(self.onward.T), self.end - self.closes, self.end - self.opens,
            self.end,
        )  # fmt: skip


def graph(problem: Problem) -> Graph:
    """Read an orienteering problem: one day, one window each, everybody alike."""
    accounts = problem.accounts
    n = accounts.size + 1
    service = np.concatenate([[0.0], accounts.minutes])
    windows = accounts.windows
    latest = windows[:, 3] - accounts.minutes
    whole = [
        np.rint(one * SCALE).astype(np.int64)
        for one in (
            problem.minutes[:n, :n] + service[:, None],
            np.concatenate([[0.0], windows[:, 2]]),
            np.concatenate([[problem.people.closes[0, 0]], latest]),
        )
    ]
    return Graph(*whole, int(np.rint(problem.people.closes[0, 0] * SCALE)))


def nearest(onward: Any, count: int) -> Any:
    """Return for each stop the set (as bits) of stops it lets a day remember."""
    n = len(onward)
    far = onward + onward.T
    np.fill_diagonal(far, -1)
    sets = np.zeros((n, (n + 63) // 64), np.uint64)
    for j, row in enumerate(np.argsort(far, axis=1, kind="stable")[:, : count + 1]):
        for one in row.tolist():
            remember(sets, j, one)
    return sets


def remember(sets: Any, j: int, one: int) -> None:
    sets[j, one // 64] |= np.uint64(1) << np.uint64(one % 64)


@njit(cache=True)
def _dominated(labels: Any, seen: Any, first: Any, one: int, cut_price: Any, exact: bool) -> bool:
    """Return whether a label can be spared; else file it among its stop's, by worth."""
    words, at, last = seen.shape[1], labels[one].at, -1
    worth, when, odd = labels[one].worth, labels[one].when, labels[one].odd
    other = first[at]
    while other >= 0 and labels[other].worth >= worth - TINY:
        if labels[other].when <= when:
            inside = True
            for w in range(words if exact else 0):
                if seen[other, w] & ~seen[one, w]:
                    inside = False
                    break
            if inside:
                # The other one pays where it has half of a cut that this one has not.
                more, bits, k = labels[other].worth - worth, labels[other].odd & ~odd, 0
                while bits:
                    if bits & np.uint64(1):
                        more -= cut_price[k]
                    bits >>= np.uint64(1)
                    k += 1
                if more >= -TINY:
                    return True
        last, other = other, labels[other].kept
    labels[one].kept = other
    if last < 0:
        first[at] = one
    else:
        labels[last].kept = one
    return False


@njit(cache=True)
def extend(  # noqa: C901, PLR0912, PLR0915  # one loop: a call costs more than its body
    onward: Any, opens: Any, closes: Any, end: int, prize: Any, memory: Any, cuts_of: Any,
    cut_price: Any, still: Any, least: float, exact: bool, labels: Any, seen: Any,
) -> int:  # fmt: skip
    """Fill in the labels that can become worth more than ``least``; -1 where there is no room.

    Not exact: a label gives way to any that is earlier and worth more, whatever it remembers, and
    no stop is visited twice. Where stops remember nothing but themselves, that loses nothing.
    """
    n, words = memory.shape
    step, fine = end, end // GRID + 1
    for i in range(n):
        for j in range(1, n):
            if i != j:
                step = min(step, onward[i, j])
    step = max(step, 1)
    waiting = np.full((end // step + 2, n), -1, np.int32)
    first, spare = np.full(n, -1, np.int32), -1
    earlier = np.full((n, GRID), -np.inf)  # the most a stop is worth by each moment
    seen[0, :] = 0
    labels[0].at, labels[0].when, labels[0].worth, labels[0].odd = 0, 0, 0.0, 0
    labels[0].before, labels[0].waiting = -1, -1
    waiting[0, 0], count = 0, 1
    for b in range(len(waiting)):
        for i in range(n):
            if waiting[b, i] < 0:
                continue
            size, one = 0, waiting[b, i]
            while one >= 0:
                size, one = size + 1, labels[one].waiting
            own, key, one = np.zeros(size, np.int32), np.zeros(size), waiting[b, i]
            for k in range(size):
                own[k], key[k] = one, labels[one].when - 1e-6 * labels[one].worth
                one = labels[one].waiting
            for one in own[np.argsort(key)]:
                if _dominated(labels, seen, first, one, cut_price, exact):
                    labels[one].waiting, spare = spare, one
                    continue
                for j in range(1, n):
                    if j == i or prize[j] <= TINY:
                        continue
                    begin = max(opens[j], labels[one].when + onward[i, j])
                    if begin > closes[j] or begin + onward[j, 0] > end:
                        continue
                    worth = labels[one].worth + prize[j]
                    if worth + still[j, begin // fine] <= least:
                        continue
                    if seen[one, j // 64] >> np.uint64(j % 64) & np.uint64(1):
                        continue
                    paid, k = labels[one].odd & cuts_of[j], 0
                    while paid:
                        if paid & np.uint64(1):
                            worth -= cut_price[k]
                        paid >>= np.uint64(1)
                        k += 1
                    if worth + still[j, begin // fine] <= least:
                        continue
                    if not exact:
                        cell = begin // fine
                        if cell and earlier[j, cell - 1] >= worth:
                            continue
                        while cell < GRID and earlier[j, cell] < worth:
                            earlier[j, cell] = worth
                            cell += 1
                    new = spare
                    if new >= 0:
                        spare = labels[new].waiting
                    elif count == len(labels):
                        return -1
                    else:
                        new, count = count, count + 1
                    labels[new].at, labels[new].when, labels[new].worth = j, begin, worth
                    labels[new].odd = labels[one].odd ^ cuts_of[j]
                    labels[new].before = one
                    for w in range(words):
                        seen[new, w] = seen[one, w] & memory[j, w]
                    seen[new, j // 64] |= np.uint64(1) << np.uint64(j % 64)
                    labels[new].waiting = waiting[begin // step, j]
                    waiting[begin // step, j] = new
    return count


@njit(cache=True)
def still_to_gain(labels: Any, count: int, prize: Any, end: int) -> Any:
    """Return the most that can follow a visit begun at each moment, from the other end's labels."""
    width = end // GRID + 1
    still = np.full((len(prize), GRID), -np.inf)
    for k in range(1, count):
        at = labels[k].at
        # Filed under the last moment's cell at which this evening can still be had; within that
        # cell it counts as if it could always, which errs on the safe side.
        cell = (end - labels[k].when) // width
        still[at, cell] = max(still[at, cell], labels[k].worth - prize[at])
    for j in range(len(prize)):
        for g in range(GRID - 2, -1, -1):
            still[j, g] = max(still[j, g], still[j, g + 1])
    return still


@dataclass
class Pricing:
    """The graph both ways, and room for the labels."""

    graph: Graph
    memory: Any
    room: int = 6_000_000

    def __post_init__(self) -> None:
        n, words = self.memory.shape
        self.labels = np.zeros(self.room, LABEL)
        self.seen = np.zeros((self.room, words), np.uint64)
        self.back = self.graph.backwards()
        self.alone, *self.little = (nearest(self.graph.onward, count) for count in GLANCES)
        self.all = ~np.zeros((n, words), np.uint64)
        self.open = np.full((n, GRID), np.inf)
        self.none = np.zeros(n, np.uint64), np.zeros(0)

    def _run(self, way: Graph, prize: Any, memory: Any, cuts: Any, still: Any, least: float,
             exact: bool) -> int:  # fmt: skip
        count = extend(*way, prize, memory, *cuts, still, least, exact, self.labels, self.seen)
        if count < 0:
            raise MemoryError
        return int(count)

    def good(self, prize: Any, cuts: Any, most: int = 60) -> tuple[float, list[list[int]]]:
        """Return good days quickly, the best first; there may be better ones."""
        return self._routes(
            self._run(self.graph, prize, self.all, cuts, self.open, 0.0, False), most
        )

    def best(
        self, prize: Any, cuts: Any, least: float, most: int = 60
    ) -> tuple[float, list[list[int]]]:
        """Return what no day's worth exceeds (at least ``least``), and days that exceed ``least``.

        Raises
        ------
        MemoryError
            Where the labels need more room than there is.
        """
        end = self.graph.end
        count = self._run(self.back, prize, self.alone, self.none, self.open, -np.inf, False)
        still, way, other = still_to_gain(self.labels, count, prize, end), self.graph, self.back
        for memory in self.little:
            count = self._run(way, prize, memory, self.none, still, least, True)
            still, way, other = still_to_gain(self.labels, count, prize, end), other, way
        count = self._run(way, prize, self.memory, cuts, still, least, True)
        worth, routes = self._routes(count, most)
        return max(worth, least), routes if worth > least else []

    def _routes(self, count: int, most: int) -> tuple[float, list[list[int]]]:
        """Return the best label's worth, and the best day that ends at each stop."""
        at, worth = self.labels["at"][:count], self.labels["worth"][:count]
        order = np.argsort(-worth, kind="stable")
        _, firsts = np.unique(at[order], return_index=True)
        ends = order[np.sort(firsts)][:most]
        return float(worth[ends[0]]), [self._way(int(one)) for one in ends if at[one]]

    def _way(self, one: int) -> list[int]:
        way = []
        while one > 0:
            way.append(int(self.labels[one]["at"]))
            one = int(self.labels[one]["before"])
        return way[::-1]
