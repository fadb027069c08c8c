"""Paint territories so that no two neighbours look alike."""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.problem import Ints

PALETTE = 8


def colour(
    territory: NDArray[np.integer],
    edges: NDArray[np.integer],
    k: int,
    palette: int = PALETTE,
    before: NDArray[np.integer] | None = None,
) -> Ints:
    """Return a colour for each territory; neighbours never share one while the palette lasts.

    The most constrained territory is painted first (DSATUR; Brelaz, *Communications of the ACM*
    22, 1979) and keeps its colour of before where it can, else takes the one used least.

    Parameters
    ----------
    territory
        Territory of each unit, shape ``(n,)``; -1 for none.
    edges
        Borders between units, shape ``(e, 2)``.
    k
        Number of territories.
    palette
        Number of colours; more are used only if a territory's neighbours take them all.
    before
        Colours to keep where possible, -1 for none, shape ``(k,)``.

    Examples
    --------
    >>> colour(np.array([0, 1, 2]), np.array([[0, 1], [1, 2]]), 3).tolist()
    [1, 0, 2]
    """
    near = _touching(np.asarray(territory), np.asarray(edges).reshape(-1, 2), k)
    answer = np.full(k, -1, dtype=np.int64)
    used = np.zeros(max(palette, 1), dtype=np.int64)
    wished = np.full(k, -1) if before is None else np.asarray(before)
    for _ in range(k):
        t = _most_constrained(near, answer)
        taken = {int(answer[v]) for v in near[t]}
        if 0 <= wished[t] < palette and int(wished[t]) not in taken:
            choice = int(wished[t])
        else:
            choice = _least_used(taken, used)
        if choice == len(used):
            used = np.append(used, 0)
        answer[t] = choice
        used[choice] += 1
    return answer


def _touching(territory: Ints, edges: Ints, k: int) -> list[set[int]]:
    near: list[set[int]] = [set() for _ in range(k)]
    pairs = territory[edges]
    pairs = pairs[(pairs[:, 0] != pairs[:, 1]) & (pairs >= 0).all(axis=1)]
    for a, b in np.unique(np.sort(pairs, axis=1), axis=0).tolist():
        near[a].add(b)
        near[b].add(a)
    return near


def _most_constrained(near: list[set[int]], answer: Ints) -> int:
    open_ = np.flatnonzero(answer < 0).tolist()
    return max(
        open_, key=lambda t: (len({int(answer[v]) for v in near[t]} - {-1}), len(near[t]), -t)
    )


def _least_used(taken: set[int], used: Ints) -> int:
    free = [c for c in range(len(used)) if c not in taken]
    return min(free, key=lambda c: (int(used[c]), c)) if free else len(used)
