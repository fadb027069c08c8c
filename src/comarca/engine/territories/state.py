"""One container being divided: its arrays, the search over it, and how good a division is."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories import anneal
from comarca.engine.territories.graph import Rows, pieces
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.sums import sums

Score = tuple[int, float, float]


@dataclass
class Part:
    """The units of one container (groups already merged) and what they must meet."""

    xy: Floats
    weights: Floats
    rows: Rows
    k: int
    tol: Floats
    locks: Ints
    current: Ints
    forbidden: NDArray[np.bool_]
    homes: Floats | None
    distance: str
    border_weight: float
    moved_weight: float
    max_moved: float | None
    balance: float
    contiguous: bool
    capacity: Floats | None
    home_cost: Floats | None = None
    centres: Floats = field(init=False)

    def __post_init__(self) -> None:
        n = len(self.weights)
        total = self.weights.sum(axis=0)
        self.mean = np.tile(total / self.k, (self.k, 1))
        self.mass = self.weights[:, 0] + 0.02 * max(total[0], 1e-9) / n
        self.centres = np.zeros((self.k, 2)) if self.homes is None else self.homes
        self.stamp = np.zeros(n, dtype=np.int64)
        self.mark = np.zeros(1, dtype=np.int64)
        self.queue = np.empty(n, dtype=np.int64)
        self.free = self.locks < 0
        tied = np.flatnonzero(self.current >= 0)
        self.moved_cap = 1e300
        if self.max_moved is not None:
            self.moved_cap = self.max_moved * float(self.weights[tied, 0].sum()) + 1e-9

    @property
    def by_home(self) -> bool:
        """Return whether the centres stand still between sweeps."""
        return self.distance != "centroid" and (self.homes is not None or self.distance == "median")

    def loads(self, terr: Ints) -> Floats:
        """Return the totals of each territory, ``(k, m)``."""
        return np.stack([sums(terr, c, self.k) for c in self.weights.T], axis=1)

    def update_centres(self, terr: Ints) -> None:
        """Put the centres where this division has them (they stay where homes are fixed)."""
        if self.homes is not None and self.distance == "home":
            return
        inside = np.maximum(sums(terr, self.mass, self.k), 1e-12)
        centres = np.column_stack(
            [sums(terr, self.mass * self.xy[:, axis], self.k) / inside for axis in range(2)]
        )
        if self.distance == "median":
            for t in range(self.k):
                centres[t] = self._median(np.flatnonzero(terr == t), centres[t])
        self.centres = centres

    def _median(self, units: Ints, middle: Floats) -> Floats:
        if not len(units):
            return middle
        near = units[
            np.argsort(np.linalg.norm(self.xy[units] - middle, axis=1), kind="stable")[:48]
        ]
        far = np.linalg.norm(self.xy[units][:, None] - self.xy[near][None], axis=2)
        cost = self.weights[units, 0] @ far
        if self.capacity is not None:
            over = self.weights[units, 0].sum() - self.capacity[near]
            cost = cost + np.maximum(over, 0) * 1e9
        best: Floats = self.xy[near[int(np.argmin(cost))]]
        return best

    def distance_of(self, terr: Ints) -> float:
        """Return the sum of weight x metres to the centre of the own territory."""
        self.update_centres(terr)
        far = np.linalg.norm(self.xy - self.centres[terr], axis=1)
        return float((self.weights[:, 0] * far).sum())

    def moved(self, terr: Ints) -> float:
        """Return how much of the first measure left its current territory."""
        gone = (self.current >= 0) & (terr != self.current)
        return float(self.weights[gone, 0].sum())

    def deviation(self, terr: Ints) -> Floats:
        """Return the deviation of every total from its mean, ``(k, m)``."""
        away: Floats = self.loads(terr) / np.maximum(self.mean, 1e-12)
        return np.asarray(away - np.where(self.mean > 0, 1.0, 0.0))

    def score(self, terr: Ints) -> Score:
        """Return (extra pieces, excess over the tolerance, cost): lower is better, in order."""
        broken = int((pieces(self.rows, terr, self.k) - 1).clip(0).sum()) if self.contiguous else 0
        broken += int((np.bincount(terr, minlength=self.k) == 0).sum())
        if self.forbidden.size:
            broken += int(self.forbidden[np.arange(len(terr)), terr].sum())
        excess = float(np.maximum(np.abs(self.deviation(terr)) - self.tol - 1e-9, 0).sum())
        excess += max(self.moved(terr) - self.moved_cap, 0.0) / max(self.mean[0, 0], 1e-12)
        if self.capacity is not None:
            excess += float(np.maximum(self.loads(terr)[:, 0] / self.caps(terr) - 1, 0).sum())
        cost = self.distance_of(terr) * (
            1 + self.moved_weight * self.moved(terr) / max(self.weights[:, 0].sum(), 1e-12)
        )
        return broken, round(float(excess), 9), cost

    def caps(self, terr: Ints) -> Floats:
        """Return the most each territory may hold: the capacity of its centre."""
        if self.capacity is None:
            return np.full(self.k, anneal.NO_LOAD_CAP)
        from scipy.spatial import cKDTree

        self.update_centres(terr)
        _, unit = cKDTree(self.xy).query(self.centres)
        caps: Floats = self.capacity[unit]
        return caps

    def search(
        self, terr: Ints, heat: float, price: float, steps: int, rng: Any, soft: float
    ) -> Ints:
        """Run one sweep of border moves from a division and return the new one."""
        terr = terr.copy()
        self.update_centres(terr)
        count = np.bincount(terr, minlength=self.k)
        stats = np.zeros((self.k, 4))
        square = (self.xy**2).sum(axis=1)
        for j, column in enumerate((1.0, self.xy[:, 0], self.xy[:, 1], square)):
            stats[:, j] = sums(terr, self.mass * column, self.k)
        scale = self.scale
        kind = 1 if self.by_home else 0
        border = self.border_weight * self.unit_border / scale
        total = max(float(self.weights[:, 0].sum()), 1e-12)
        moved = np.array([self.moved(terr)])
        anneal.sweep(
            steps, terr, count, self.loads(terr), stats, moved, *self.rows, self.xy,
            self.mass / scale, self.weights, self.mean, self.tol, self.caps(terr), self.centres,
            self.free, self.forbidden, self.current, kind, border,
            self.moved_weight * self.k / total, self.moved_cap, soft, heat, price,
            self.contiguous, rng, self.stamp, self.mark, self.queue,
        )  # fmt: skip
        return terr

    def calibrate(self, terr: Ints) -> None:
        """Fix the scale of the cost: an average territory costs 1."""
        self.update_centres(terr)
        middle = self.centres[terr]
        if not self.by_home:
            inside = np.maximum(sums(terr, self.mass, self.k), 1e-12)
            middle = np.column_stack(
                [sums(terr, self.mass * self.xy[:, a], self.k) / inside for a in range(2)]
            )[terr]
        far = np.linalg.norm(self.xy - middle, axis=1)
        cost = self.mass * (far if self.by_home else far**2)
        self.scale = max(float(cost.sum()) / self.k, 1e-9)
        start, other, length = self.rows
        owner = np.repeat(terr, np.diff(start))
        cut = float(length[owner != terr[other]].sum()) / 2
        self.unit_border = self.scale * self.k / max(cut, 1e-9) if cut > 0 else 0.0
