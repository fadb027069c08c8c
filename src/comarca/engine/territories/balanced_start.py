"""A balanced first division: soft clusters of equal weight that harden while they cool.

Deterministic annealing (Rose, *Proceedings of the IEEE* 86, 1998) with every cluster held to its
share of the weight by a radius of its own (Sinkhorn's scaling; Cuturi, *NIPS* 2013): the limit
is a power diagram of equal weights (Aurenhammer, Hoffmann and Aronov, *Algorithmica* 20, 1998).
Soft clusters are not stuck with the chunks that heavy units are, and cooling forgets the start.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.late_params import ClusterParams
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.clusters import distances, loads, pull

DEFAULTS = ClusterParams()
Level = tuple[Floats, Floats, Floats]
"""Points, weights and masses."""


def balanced_start(
    xy: Floats,
    weight: Floats,
    mass: Floats,
    k: int,
    seed: int,
    rounds: int = 60,
    stop: Callable[[], bool] = lambda: False,
    numbers: ClusterParams = DEFAULTS,
) -> tuple[Ints, float]:
    """Return a division into k parts of about equal weight, and its distance (mass x metres).

    Parameters
    ----------
    xy
        Points in metres, ``(n, 2)``.
    weight, mass
        What is to be balanced and what pulls the centres, ``(n,)``.
    k
        Number of parts, at most n.
    rounds
        Times that the centres move.
    stop
        Asked before each round; True ends with the division as it is.
    numbers
        How soft the clusters begin, and how they harden.

    Examples
    --------
    >>> line = np.array([[0.0, 0], [1, 0], [9, 0], [10, 0]])
    >>> part, _ = balanced_start(line, np.ones(4), np.ones(4), 2, 1)
    >>> bool(part[0] == part[1] != part[2] == part[3])
    True
    """
    rng = np.random.default_rng(seed)
    fine, coarse = (xy, weight, mass), _coarse(xy, weight, mass, numbers.coarse * k)
    part = _spread(xy, weight, k, rng)
    inside = np.maximum(sums(part, mass, k), 1e-300)
    centres = np.column_stack([sums(part, mass * xy[:, a], k) / inside for a in range(2)])
    clusters = _Clusters(centres, np.zeros(k), max(float(weight.sum()) / k, 1e-12), numbers)
    for turn in range(rounds):
        level = coarse if turn < numbers.coarse_share * rounds else fine
        clusters.look(level, again=turn % numbers.look_again == 0 or turn == rounds - 1)
        if turn and stop():
            break
        share = numbers.soft_end / numbers.soft
        clusters.cool(level, numbers.soft * share ** (turn / (rounds - 1)))
    if len(clusters.near) != len(xy):
        clusters.look(fine)
    part = clusters.hard()
    away = np.linalg.norm(xy - clusters.centres[part], axis=1)
    return part, float((mass * away).sum())


@dataclass
class _Clusters:
    """Soft clusters on their way: centres ``(k, 2)``, radii ``(k,)``, and what each should hold."""

    centres: Floats
    radius: Floats
    target: float
    numbers: ClusterParams
    spread: float = 0.0
    near: Ints = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))
    far: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    def look(self, level: Level, *, again: bool = False) -> None:
        """Measure the distances from the nearest centres, which are looked for again if need be."""
        from scipy.spatial import cKDTree

        xy, _weight, mass = level
        k = len(self.centres)
        if again or len(self.near) != len(xy):
            found = cKDTree(self.centres).query(xy, k=min(self.numbers.nearest, k))[1]
            self.near = np.asarray(found, dtype=np.int64).reshape(len(xy), -1)
            self.far = np.zeros(self.near.shape)
        distances(xy, self.centres, self.near, self.far)
        if not self.spread:
            self.spread = max(float((mass * self.far.min(axis=1)).sum() / mass.sum()), 1e-9)

    def cool(self, level: Level, softness: float) -> None:
        """Balance the clusters at this softness by their radii, then move their centres."""
        (xy, weight, mass), k = level, len(self.centres)
        soft, room, share = (
            self.spread * softness,
            np.zeros(k),
            np.zeros(min(self.numbers.nearest, k)),
        )
        for _ in range(self.numbers.corrections):
            loads(self.far, self.near, self.radius, soft, weight, share, room)
            lack = np.log(self.target / np.maximum(room, 1e-3 * self.target))
            self.radius += max(soft, 0.1 * self.spread) * np.clip(lack, -1, 1)
        self.radius -= self.radius.mean()
        pull(xy, self.far, self.near, self.radius, soft, mass, share, self.centres, room)

    def hard(self) -> Ints:
        """Return the cluster that holds most of each unit."""
        best = np.argmin(self.far - self.radius[self.near], axis=1)
        return np.asarray(self.near[np.arange(len(best)), best])


def _coarse(xy: Floats, weight: Floats, mass: Floats, count: int) -> Level:
    """Return cells in place of the units, or the units where they are not many more."""
    cell = cells(xy, count)
    held = int(cell.max()) + 1
    if 3 * held > 2 * len(xy):
        return xy, weight, mass
    heavy = np.maximum(sums(cell, mass, held), 1e-300)
    middle = np.column_stack([sums(cell, mass * xy[:, a], held) / heavy for a in range(2)])
    return middle, sums(cell, weight, held), heavy


def _spread(xy: Floats, weight: Floats, k: int, rng: np.random.Generator) -> Ints:
    """Return k parts of nearly equal weight by cutting across random axes, long ones sooner."""
    part = np.zeros(len(xy), dtype=np.int64)
    stack = [(np.arange(len(xy)), 0, k)]
    while stack:
        units, first, count = stack.pop()
        part[units] = first
        if count == 1:
            continue
        left = count // 2
        middle = xy[units] - xy[units].mean(axis=0)
        turn = rng.uniform(0, np.pi, 6)
        axes = np.column_stack([np.cos(turn), np.sin(turn)])
        along = middle @ axes.T
        along = along[:, int(np.argmax(along.std(axis=0)))]
        order = units[np.argsort(along, kind="stable")]
        total = np.cumsum(weight[order] + 1e-12)
        cut = int(np.searchsorted(total, total[-1] * left / count)) + 1
        cut = min(max(cut, left), len(order) - (count - left))
        stack.append((order[:cut], first, left))
        stack.append((order[cut:], first + left, count - left))
    return part


def cells(xy: Floats, count: int) -> Ints:
    """Return the cell of each point in a square grid, of about ``count`` cells that hold points.

    Examples
    --------
    >>> cells(np.array([[0.0, 0], [1, 0], [100, 0], [100, 90]]), 3).tolist()
    [0, 0, 1, 2]
    """
    span = np.maximum(np.ptp(xy, axis=0), 1e-9)
    side, cell = float(np.sqrt(span.prod() / count)), np.zeros(len(xy), dtype=np.int64)
    side = max(side, float(span.max()) / count)
    for _ in range(4):
        at = ((xy - xy.min(axis=0)) / side).astype(np.int64)
        cell = np.unique(at @ np.array([1, int(at[:, 0].max()) + 1]), return_inverse=True)[1]
        held = int(cell.max()) + 1
        if held >= 0.8 * min(count, len(xy)):
            break
        side *= float(np.sqrt(held / count))
    return np.asarray(cell, dtype=np.int64)
