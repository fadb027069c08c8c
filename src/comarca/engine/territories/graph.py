"""Which unit touches which, as compressed rows, and what hangs together."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.sums import sums

Rows = tuple[Ints, Ints, Floats]


def neighbours(n: int, edges: Ints, length: Floats | None) -> Rows:
    """Return ``(start, other, length)``: neighbours of i are ``other[start[i]:start[i + 1]]``."""
    edges = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    long = np.ones(len(edges)) if length is None else np.asarray(length, dtype=np.float64)
    both = np.concatenate([edges, edges[:, ::-1]])
    weight = np.concatenate([long, long])
    keep = both[:, 0] != both[:, 1]
    both, weight = both[keep], weight[keep]
    order = np.lexsort((both[:, 1], both[:, 0]))
    both, weight = both[order], weight[order]
    if len(both):
        first = np.ones(len(both), dtype=bool)
        first[1:] = (both[1:] != both[:-1]).any(axis=1)
        group = np.cumsum(first) - 1
        weight = sums(group, weight)
        both = both[first]
    start = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(both[:, 0], minlength=n), out=start[1:])
    return start, np.ascontiguousarray(both[:, 1]), weight


@njit(cache=True)
def parts(start: Ints, other: Ints, label: Ints) -> tuple[Ints, int]:  # pragma: no cover
    """Return the connected part of equal label each unit is in, and how many there are."""
    n = len(label)
    part = np.full(n, -1, dtype=np.int64)
    queue = np.empty(n, dtype=np.int64)
    count = 0
    for first in range(n):
        if part[first] >= 0:
            continue
        part[first] = count
        queue[0] = first
        head, tail = 0, 1
        while head < tail:
            u = queue[head]
            head += 1
            for j in range(start[u], start[u + 1]):
                v = other[j]
                if part[v] < 0 and label[v] == label[u]:
                    part[v] = count
                    queue[tail] = v
                    tail += 1
        count += 1
    return part, count


def pieces(rows: Rows, territory: NDArray[np.integer], k: int) -> NDArray[np.int32]:
    """Return in how many parts each territory lies, shape ``(k,)``; 1 is whole."""
    part, count = parts(rows[0], rows[1], territory.astype(np.int64))
    owner = np.zeros(count, dtype=np.int64)
    owner[part] = territory
    found: NDArray[np.int32] = np.bincount(owner[owner >= 0], minlength=k).astype(np.int32)
    return found


def link_parts(xy: Floats, rows: Rows) -> tuple[Ints, int]:
    """Return edges that link the parts of a graph by their nearest units, and the part count."""
    from scipy.spatial import cKDTree

    part, count = parts(rows[0], rows[1], np.zeros(len(xy), dtype=np.int64))
    links: list[tuple[int, int]] = []
    joined = part == part[0]
    while not joined.all():
        inside, outside = np.flatnonzero(joined), np.flatnonzero(~joined)
        far, near = cKDTree(xy[inside]).query(xy[outside])
        near = np.asarray(near)
        best = int(np.argmin(far))
        a, b = int(inside[near[best]]), int(outside[best])
        links.append((a, b))
        joined |= part == part[b]
    return np.array(links, dtype=np.int64).reshape(-1, 2), count
