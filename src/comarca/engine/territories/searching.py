"""A division on its way: the compiled search over one subproblem, and its state."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories.arrays import sums
from comarca.engine.territories.centres import middles
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
NOTHING = 1e-12
"""Mass below which a middle stays where it was; an average territory has one over its distance."""


@dataclass
class Search:
    """The search over one subproblem from a first division, calibrated on it or on a yardstick.

    ``scale`` is the distance of an average territory and ``border`` the price of a unit of border
    length, both in weight x metres; the state holds the division. ``prices`` are those of the work
    in each territory around fixed homes, ``(k, m)``: with them, work finds its way across many
    territories at once, where moves would have to hand it on.
    """

    sub: Subproblem
    params: SearchParams
    seed: int
    first: Ints
    yardstick: Ints | None = None
    prices: Floats | None = None
    evaluator: Evaluator = field(init=False)
    units: Units = field(init=False)
    limits: Limits = field(init=False)
    state: State = field(init=False)
    room: Scratch = field(init=False)

    def __post_init__(self) -> None:
        sub = self.sub
        weight = sub.weights[:, 0]
        by_table = (sub.by_home and sub.table is not None) or sub.travel is not None
        self.kind = MATRIX if by_table else CENTRES
        mass = sub.mass(self.params)
        self.mass = mass
        bare = Evaluator(sub)
        yard = self.first if self.yardstick is None else self.yardstick
        if sub.travel is not None:
            far = sub.travel[np.arange(sub.size), bare.medians(yard)[yard]]
        else:
            far = np.linalg.norm(sub.xy - self._centres(yard, mass)[yard], axis=1)
        whole = float((mass * far).sum())
        self.scale = max(whole / sub.k, 1e-9)
        cut = bare.border(yard)
        shape = sub.options.border_weight * (1 + self.params.border_empty * sub.empty)
        shape *= self.params.shape_homes if sub.by_home else 1.0
        self.border = shape * whole / cut if cut > 0 else 0.0
        self.evaluator = Evaluator(sub, self.border)
        table = self._table(mass - weight)
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
        self._charged = 0.0
        self.load(self.first)
        steps = int(self.params.steps_a_border * int(self.state.size[0]))
        steps = int(steps * (self.params.steps_homes if sub.by_home else 1.0))
        steps = int(min(max(steps, self.params.least_steps), self.params.most_steps))
        self.steps = sub.options.steps or steps

    def _table(self, floor: Floats) -> Floats:
        """Return the cost of each unit at each centre, land without work by the straight line."""
        sub = self.sub
        if self.kind != MATRIX:
            return np.zeros((0, 0))
        if sub.travel is not None:
            return self._by_travel(self.first)
        away = np.linalg.norm(sub.xy[:, None] - np.asarray(sub.homes)[None], axis=2)
        return np.asarray((sub.table + floor[:, None] * away) / self.scale)

    def charge(self, share: float) -> None:
        """Charge a share of the prices of work, in tenths, beside the distance to the homes."""
        share = round(10 * share) / 10
        if self.prices is not None and self.kind == MATRIX and share != self._charged:
            more = (share - self._charged) / self.scale
            self.units.table[:] += more * (self.sub.weights @ self.prices.T)
            self._charged = share

    def _by_travel(self, terr: Ints) -> Floats:
        at = Evaluator(self.sub).medians(terr)
        travel = np.asarray(self.sub.travel)[:, at]
        return np.ascontiguousarray(travel * self.mass[:, None] / self.scale)

    def _centres(self, terr: Ints, mass: Floats) -> Floats:
        """Return the standing centres for the coming sweep."""
        sub = self.sub
        if sub.by_home and sub.homes is not None:
            return sub.homes
        if sub.options.distance == "median":
            return Evaluator(sub).centres(terr)
        return middles(sub.xy, mass, terr, sub.k)

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
        self.limits = Limits(
            sub.mean, sub.tolerance, self.evaluator.caps(terr), sub.capped, sub.most_moved
        )
        self.keep_to(np.ones(sub.k, dtype=bool))

    def keep_to(self, inside: NDArray[np.bool_]) -> None:
        """Let moves happen among these territories only, ``(k,)``."""
        list_cut(self.state, self.sub.graph, inside)

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
        if self.sub.travel is not None:
            self.units.table[:] = self._by_travel(self.state.territory)
        if self.sub.by_home or self.sub.options.distance == "median":
            self.state.centres[:] = self._centres(self.state.territory, self.mass)
        else:  # the sums follow every move: adding up all units anew takes as long as a sweep
            held = self.state.stats[:, :1] > NOTHING
            middle = self.state.stats[:, 1:3] / np.maximum(self.state.stats[:, :1], NOTHING)
            np.copyto(self.state.centres, middle, where=held)
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
