"""How good a division is: the same figures for the search, the proofs and the report."""

from dataclasses import dataclass

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.centres import medians, middles
from comarca.engine.territories.graph import parts
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.subproblem import Subproblem

NO_CAP = 1e300
UNFAIR = 5.0
"""Price of standing a whole tolerance beyond the balance wished, in multiples of the distance."""
Score = tuple[int, float, float]
"""Extra pieces and forbidden pairs, excess over the limits, cost: lower is better, in order."""


@dataclass(frozen=True)
class Evaluator:
    """Scores divisions of one subproblem; ``border_price`` is in weight x metres per length."""

    sub: Subproblem
    border_price: float = 0.0

    def loads(self, terr: Ints) -> Floats:
        """Return the totals of each territory, ``(k, m)``."""
        return np.stack([sums(terr, c, self.sub.k) for c in self.sub.weights.T], axis=1)

    def centres(self, terr: Ints) -> Floats:
        """Return where the territories are served from, ``(k, 2)``."""
        sub = self.sub
        if sub.by_home and sub.homes is not None:
            return sub.homes
        if sub.options.distance == "median":
            return np.asarray(sub.xy[self.medians(terr)])
        return middles(sub.xy, sub.weights[:, 0], terr, sub.k)

    def medians(self, terr: Ints) -> Ints:
        """Return the unit each territory is served from, ``(k,)``."""
        sub = self.sub
        return medians(
            sub.xy, sub.weights[:, 0], terr, sub.k, capacity=sub.capacity,
            load=sub.weights[:, sub.capped], travel=sub.travel,
        )  # fmt: skip

    def distance(self, terr: Ints) -> float:
        """Return the sum of weight x metres (or travel) to the centre of the own territory."""
        sub = self.sub
        if sub.table is not None:
            return float(sub.table[np.arange(len(terr)), terr].sum())
        if sub.travel is not None:
            far = sub.travel[np.arange(len(terr)), self.medians(terr)[terr]]
        else:
            far = np.linalg.norm(sub.xy - self.centres(terr)[terr], axis=1)
        return float((sub.weights[:, 0] * far).sum())

    def border(self, terr: Ints) -> float:
        """Return the length of the borders between territories."""
        graph = self.sub.graph
        return float(graph.length[terr[graph.source] != terr[graph.other]].sum()) / 2

    def moved(self, terr: Ints) -> float:
        """Return how much of the first measure left its current territory."""
        gone = (self.sub.current >= 0) & (terr != self.sub.current)
        return float(self.sub.weights[gone, 0].sum())

    def deviation(self, terr: Ints) -> Floats:
        """Return the deviation of every total from its mean, ``(k, m)``."""
        mean = self.sub.mean
        away = self.loads(terr) / np.maximum(mean, 1e-12) - np.where(mean > 0, 1.0, 0.0)
        return np.asarray(np.where(mean > 0, away, 0.0))

    def caps(self, terr: Ints) -> Floats:
        """Return the most each territory may hold: the capacity of its centre."""
        if self.sub.capacity is None:
            return np.full(self.sub.k, NO_CAP)
        if self.sub.options.distance == "median":
            unit = self.medians(terr)
        else:
            from scipy.spatial import cKDTree

            unit = np.asarray(cKDTree(self.sub.xy).query(self.centres(terr))[1])
        return np.asarray(self.sub.capacity[unit], dtype=np.float64)

    def broken(self, terr: Ints) -> int:
        """Return how many extra pieces, empty territories and forbidden pairs there are."""
        sub = self.sub
        broken = int((np.bincount(terr, minlength=sub.k) == 0).sum())
        if sub.contiguous:
            _part, count = parts(sub.graph.start, sub.graph.other, terr.astype(np.int64))
            broken += count - len(np.unique(terr))
        if sub.forbidden.size:
            broken += int(sub.forbidden[np.arange(len(terr)), terr].sum())
        return broken

    def excess(self, terr: Ints) -> float:
        """Return what stands beyond the tolerances, the caps and the cap on change."""
        sub = self.sub
        excess = float(np.maximum(np.abs(self.deviation(terr)) - sub.tolerance - 1e-9, 0).sum())
        excess += max(self.moved(terr) - sub.most_moved, 0.0) / max(sub.mean[0, 0], 1e-12)
        if sub.capacity is not None:
            over = self.loads(terr)[:, self.sub.capped] / np.maximum(self.caps(terr), 1e-12) - 1
            excess += float(np.maximum(over - 1e-12, 0).sum())
        return float(round(excess, 9))

    def unfair(self, terr: Ints) -> float:
        """Return how far territories stand beyond the balance wished, in tolerances, on average.

        0 where the tolerance may be used to the full.
        """
        wished = self.sub.options.balance
        if wished >= 1:
            return 0.0
        over = np.abs(self.deviation(terr)) / self.sub.tolerance - wished
        return float(np.maximum(over, 0).mean())

    def cost(self, terr: Ints) -> float:
        """Return distance, border, change and want of fairness in weight x metres."""
        distance = self.distance(terr)
        total = max(float(self.sub.weights[:, 0].sum()), 1e-12)
        change = self.sub.options.moved_weight * self.moved(terr) / total
        change += UNFAIR * self.unfair(terr)
        return distance * (1 + change) + self.border_price * self.border(terr)

    def score(self, terr: Ints) -> Score:
        """Return (broken, excess, cost): lower is better, in order."""
        return self.broken(terr), self.excess(terr), self.cost(terr)
