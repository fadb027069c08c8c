"""A balanced first division: recursive bisection, then a power diagram.

Cells of a power diagram (Aurenhammer, *SIAM J. Computing* 16, 1987) are balanced by moving each
cell's radius with a step of its own that shrinks when the imbalance changes sign (after
Riedmiller and Braun's Rprop, 1993); the sites follow the centres.
"""

import numpy as np

from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.sums import sums


def bisect(xy: Floats, weight: Floats, k: int) -> Ints:
    """Cut the plane into k parts of nearly equal weight, across the longer axis each time.

    Parameters
    ----------
    xy, weight
        Points in metres ``(n, 2)`` and their weights ``(n,)``.
    k
        Number of parts, at most n.

    Examples
    --------
    >>> bisect(np.array([[0.0, 0], [1, 0], [2, 0], [3, 0]]), np.ones(4), 2).tolist()
    [0, 0, 1, 1]
    """
    part = np.zeros(len(xy), dtype=np.int64)
    stack = [(np.arange(len(xy)), 0, k)]
    while stack:
        units, first, count = stack.pop()
        part[units] = first
        if count == 1:
            continue
        left = count // 2
        middle = xy[units] - xy[units].mean(axis=0)
        _, axes = np.linalg.eigh(middle.T @ middle)
        along = middle @ axes[:, -1]
        order = units[np.argsort(along * np.sign(axes[0, -1] or 1.0), kind="stable")]
        sums = np.cumsum(weight[order] + 1e-12)
        cut = int(np.searchsorted(sums, sums[-1] * left / count)) + 1
        cut = min(max(cut, left), len(order) - (count - left))
        stack.append((order[:cut], first, left))
        stack.append((order[cut:], first + left, count - left))
    return part


def power_diagram(xy: Floats, weight: Floats, part: Ints, k: int, rounds: int = 80) -> Ints:
    """Round the parts off: nearest centre under radii that balance the weights."""
    from scipy.spatial import cKDTree

    total = weight.sum()
    if total <= 0 or k == 1:
        return part
    target = total / k
    mass = weight + 0.05 * total / len(weight)
    span = np.sqrt(np.prod(np.ptp(xy, axis=0) + 1.0) / k)
    radius = np.zeros(k)
    step = np.full(k, 0.1 * span**2)
    sign = np.zeros(k)
    best, best_off = part, np.inf
    for turn in range(rounds):
        inside = sums(part, mass, k)
        alive = inside > 0
        if turn == 0:
            centres = np.zeros((k, 2))
        for axis in range(2):
            middle = sums(part, mass * xy[:, axis], k)
            centres[alive, axis] = middle[alive] / inside[alive]
        load = sums(part, weight, k)
        off = load / target - 1
        worst = float(np.abs(off).max() + off.std())
        if worst < best_off and alive.all():
            best, best_off = part, worst
        now = -np.sign(off)
        step *= np.where(now == sign, 1.15, 0.55)
        sign = now
        radius += now * step * np.minimum(np.abs(off) * 4, 1.0)
        radius -= radius.mean()
        lifted = np.sqrt(np.maximum(radius.max() - radius, 0.0))
        tree = cKDTree(np.column_stack([centres, lifted]))
        _, near = tree.query(np.column_stack([xy, np.zeros(len(xy))]))
        part = np.asarray(near, dtype=np.int64)
    return best
