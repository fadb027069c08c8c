"""A division on its way: the compiled search over one subproblem, and its state."""

from dataclasses import dataclass, field

import numpy as np

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.evaluate import Evaluator
from comarca.engine.territories.params import SearchParams
from comarca.engine.territories.problem import Floats, Ints
from comarca.engine.territories.search.anneal import sweep
from comarca.engine.territories.search.dice import rng_state
from comarca.engine.territories.search.moves import list_cut
from comarca.engine.territories.search.records import (
    CENTRES,
    MATRIX,
    Limits,
    Rates,
    Scratch,
    State,
    Units,
    scratch,
)
from comarca.engine.territories.subproblem import Subproblem

CHUNK = 40_000
"""Moves between two looks at the clock; some 20 ms."""


@dataclass
class Search:
    """The search over one subproblem from a first division, calibrated on it or on a yardstick.

    ``scale`` is the distance of an average territory and ``border`` the price of a unit of border
    length, both in weight x metres; the state holds the division.
    """

    sub: Subproblem
    params: SearchParams
    seed: int
    first: Ints
    yardstick: Ints | None = None
    evaluator: Evaluator = field(init=False)
    units: Units = field(init=False)
    limits: Limits = field(init=False)
    state: State = field(init=False)
    room: Scratch = field(init=False)

    def __post_init__(self) -> None:
        sub = self.sub
        weight = sub.weights[:, 0]
        floor = self.params.area_floor * max(float(weight.sum()), 1e-9) * sub.area
        self.kind = MATRIX if sub.by_home and sub.table is not None else CENTRES
        mass = weight + floor
        bare = Evaluator(sub)
        yard = self.first if self.yardstick is None else self.yardstick
        far = np.linalg.norm(sub.xy - self._centres(yard, mass)[yard], axis=1)
        whole = float((mass * far).sum())
        self.scale = max(whole / sub.k, 1e-9)
        cut = bare.border(yard)
        self.border = sub.options.border_weight * whole / cut if cut > 0 else 0.0
        self.evaluator = Evaluator(sub, self.border)
        self.mass = mass
        table = np.zeros((0, 0))
        if self.kind == MATRIX and sub.table is not None:
            away = np.linalg.norm(sub.xy[:, None] - np.asarray(sub.homes)[None], axis=2)
            table = (sub.table + floor[:, None] * away) / self.scale
        self.units = Units(
            sub.xy, mass / self.scale, sub.weights, sub.locks < 0, sub.current, sub.forbidden,
            table,
        )  # fmt: skip
        degree = int(np.diff(sub.graph.start).max(initial=1))
        self.room = scratch(sub.size, degree)
        self.rng = rng_state(self.seed)
        half = len(sub.graph.other)
        self._cut = np.zeros(half, dtype=np.int64)
        self._place = np.full(half, -1, dtype=np.int64)
        self.load(self.first)
        steps = self.params.steps_a_border * int(self.state.size[0])
        steps = int(min(max(steps, self.params.least_steps), self.params.most_steps))
        self.steps = sub.options.steps or steps

    def _centres(self, terr: Ints, mass: Floats) -> Floats:
        """Return the standing centres for the coming sweep."""
        sub = self.sub
        if sub.by_home and sub.homes is not None:
            return sub.homes
        if sub.options.distance == "median":
            return Evaluator(sub).centres(terr)
        inside = np.maximum(sums(terr, mass, sub.k), 1e-12)
        return np.column_stack([sums(terr, mass * sub.xy[:, a], sub.k) / inside for a in range(2)])

    def load(self, terr: Ints) -> None:
        """Go on from this division."""
        sub, mass = self.sub, self.units.mass
        terr = terr.astype(np.int64)
        square = (sub.xy**2).sum(axis=1)
        columns = (mass, mass * sub.xy[:, 0], mass * sub.xy[:, 1], mass * square)
        self.state = State(
            territory=terr.copy(), sizes=np.bincount(terr, minlength=sub.k),
            loads=self.evaluator.loads(terr),
            stats=np.stack([sums(terr, c, sub.k) for c in columns], axis=1),
            centres=self._centres(terr, self.mass), moved=np.array([self.evaluator.moved(terr)]),
            cut=self._cut, place=self._place, size=np.zeros(1, dtype=np.int64), rng=self.rng,
        )  # fmt: skip
        self.limits = Limits(sub.mean, sub.tolerance, self.evaluator.caps(terr), sub.most_moved)
        list_cut(self.state, sub.graph)

    @property
    def territory(self) -> Ints:
        """Return the division as it stands."""
        return self.state.territory

    def rates(
        self, temperature: float, penalty: float, soft: float, *, hard: bool = False
    ) -> Rates:
        """Return the prices of a sweep."""
        total = max(float(self.sub.weights[:, 0].sum()), 1e-12)
        return Rates(
            self.kind, temperature, penalty, soft, self.border / self.scale,
            self.sub.options.moved_weight * self.sub.k / total, self.params.chains, hard,
            self.sub.contiguous,
        )  # fmt: skip

    def sweep(self, steps: int, rates: Rates) -> int:
        """Try some moves; the centres follow afterwards."""
        taken = int(
            sweep(steps, self.units, self.state, self.sub.graph, self.limits, rates, self.room)
        )
        self.refresh()
        return taken

    def refresh(self) -> None:
        """Let centres and caps follow the division."""
        self.state.centres[:] = self._centres(self.state.territory, self.mass)
        if self.sub.capacity is not None:
            self.limits.cap[:] = self.evaluator.caps(self.state.territory)


class Best:
    """The best division met so far."""

    def __init__(self, evaluator: Evaluator, territory: Ints) -> None:
        self.evaluator = evaluator
        self.territory = territory.copy()
        self.score = evaluator.score(territory)

    def offer(self, territory: Ints) -> Ints:
        """Keep a division if it is better; return the best."""
        score = self.evaluator.score(territory)
        if score < self.score:
            self.territory, self.score = territory.copy(), score
        return self.territory
