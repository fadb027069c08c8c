"""From a plan's rows to the engine and back: the only door to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from comarca.engine.geometry import project
from comarca.engine.territories import Options, Problem, Result, align, assign_people
from comarca.geography.models import Border, GeoUnit
from comarca.team.models import Person
from comarca.territories.containers import containers_of
from comarca.territories.models import Plan, Proposal, Territory
from comarca.territories.totals import DEFAULT_TOLERANCE, Totals

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Report = Callable[[float, str], bool | None]


class CannotOptimise(ValueError):
    """The plan cannot be divided as asked; the message says what to do."""


@dataclass(frozen=True)
class Wish:
    """What a planner asks of the optimiser."""

    measures: dict[str, float] = field(default_factory=lambda: {"workload": DEFAULT_TOLERANCE})
    k: int | None = None
    homes: bool = True
    containers: str = "landmass"
    keep_locked: bool = True
    max_moved: float | None = None
    seed: int = 1
    time_limit: float = 30.0
    subdivide: bool = True

    @classmethod
    def read(cls, body: dict[str, Any]) -> "Wish":
        """Read a wish from the page's or the job's values."""
        measures = {
            row["key"]: float(row.get("tolerance") or DEFAULT_TOLERANCE)
            for row in body.get("measures") or [{"key": "workload"}]
        }
        names = ("k", "homes", "containers", "keep_locked", "max_moved", "seed", "time_limit",
                 "subdivide")  # fmt: skip
        given = {name: body[name] for name in names if body.get(name) is not None}
        return cls(measures=measures, **given)

    def options(self) -> dict[str, Any]:
        """Return the wish as it is kept with the plan."""
        return {
            "measures": [{"key": k, "tolerance": t} for k, t in self.measures.items()],
            "k": self.k, "homes": self.homes, "containers": self.containers,
            "keep_locked": self.keep_locked, "max_moved": self.max_moved, "seed": self.seed,
            "time_limit": self.time_limit,
        }  # fmt: skip


class Ground:
    """A plan as arrays: units in the order of their ids, territories in that of containers."""

    def __init__(self, plan: Plan, wish: Wish) -> None:
        self.plan, self.wish, self.totals = plan, wish, Totals(plan)
        rows = GeoUnit.objects.filter(pk__in=plan.assignments.values("unit")).order_by("pk")
        columns = rows.values_list("pk", "lon", "lat", "landmass", "region_code")
        self.rows = list(columns)
        if not self.rows:
            raise CannotOptimise(_("The plan has no units."))
        self.units = np.array([row[0] for row in self.rows], dtype=np.int64)
        self.index = {int(unit): place for place, unit in enumerate(self.units)}

    @cached_property
    def lonlat(self) -> Floats:
        """Return the units' places in degrees."""
        return np.array([[row[1], row[2]] for row in self.rows])

    @cached_property
    def measures(self) -> dict[str, Floats]:
        """Return the measures asked for, the first being the weight of distance."""
        answer = {}
        for key in self.wish.measures:
            values = self.totals.of_units.get(key, {})
            answer[key] = np.array([values.get(int(unit), 0.0) for unit in self.units])
        if not any(values.sum() > 0 for values in answer.values()):
            raise CannotOptimise(_("No account with this measure lies in the plan's units."))
        return answer

    @cached_property
    def weight(self) -> Floats:
        """Return the first measure."""
        return next(iter(self.measures.values()))

    @cached_property
    def edges(self) -> tuple[Ints, Floats]:
        """Return the borders between the plan's units, and their lengths in km."""
        found = [
            (self.index[a], self.index[b], km if kind == Border.Kind.BORDER else 0.0)
            for a, b, kind, km in Border.objects.filter(layer=self.plan.layer_id).values_list(
                "a", "b", "kind", "km"
            )
            if a in self.index and b in self.index
        ]
        table = np.array(found, dtype=np.float64).reshape(-1, 3)
        return table[:, :2].astype(np.int64), table[:, 2]

    @cached_property
    def people(self) -> list[tuple[Territory, Person | None]]:
        """Return the territories that take part, each with its person."""
        every = [(t, self.totals.owners.get(t.pk)) for t in self.totals.territories]
        if self.wish.homes:
            every = [(t, p) for t, p in every if p is not None and p.home_lon is not None]
            if not every:
                raise CannotOptimise(
                    _("Nobody's home is known. Add home towns, or do without homes.")
                )
            return every
        count = self.wish.k or len(every)
        return every[:count] + [(t, None) for t in self._new(count - len(every))]

    def _new(self, count: int) -> list[Territory]:
        """Make the territories that are asked for beyond those the plan has."""
        first = len(self.totals.territories) + 1
        return [
            Territory.objects.create(
                plan=self.plan, code=f"N{number:03d}", name=f"{number}", colour=number % 10
            )
            for number in range(first, first + count)
        ]

    @cached_property
    def containers(self) -> tuple[Ints, list[str]]:
        """Return the container of each unit, and their names."""
        share = float(self.weight.sum()) / max(len(self.people), 1) / 2
        names = containers_of(
            self.wish.containers, [r[3] for r in self.rows], [r[4] for r in self.rows],
            self.weight.tolist(), share,
        )  # fmt: skip
        if self.wish.homes:
            kept = {names[unit] for unit in self._home_units()}
            names = [name if name in kept else "" for name in names]
            if "" not in kept:
                main = max(kept, key=names.count)
                names = [name or main for name in names]
        order = sorted(set(names))
        number = {name: place for place, name in enumerate(order)}
        return np.array([number[name] for name in names], dtype=np.int64), order

    def _home_units(self) -> Ints:
        """Return the unit nearest each person's home."""
        from scipy.spatial import cKDTree

        homes = np.array([[p.home_lon, p.home_lat] for _t, p in self.people if p])
        _far, nearest = cKDTree(self.lonlat).query(homes)
        return np.asarray(nearest, dtype=np.int64)

    @cached_property
    def order(self) -> list[tuple[Territory, Person | None]]:
        """Return the people in the order of their homes' containers, as the engine wants."""
        if not self.wish.homes:
            return self.people
        container = self.containers[0][self._home_units()]
        ranked = sorted(range(len(self.people)), key=lambda t: (int(container[t]), t))
        return [self.people[t] for t in ranked]

    def problem(self) -> Problem:
        """Return what the engine is to divide."""
        edges, length = self.edges
        places = np.vstack([self.lonlat, self._homes()])
        flat = project(places)
        return Problem(
            xy=flat[: len(self.units)],
            measures=self.measures,
            edges=edges,
            edge_length=length,
            current=self.current,
            locks=self._locks(),
            container=self.containers[0],
            homes=flat[len(self.units) :] if self.wish.homes else None,
        )

    def _homes(self) -> Floats:
        if not self.wish.homes:
            return np.zeros((0, 2))
        return np.array([[p.home_lon, p.home_lat] for _t, p in self.order if p], dtype=np.float64)

    def counts(self) -> tuple[int, ...] | None:
        """Return how many homes lie in each container."""
        if not self.wish.homes:
            return None
        homes = self.containers[0][self._home_units()]
        return tuple(np.bincount(homes, minlength=len(self.containers[1])).tolist())

    @cached_property
    def current(self) -> Ints | None:
        """Return the present place of each unit among the territories, -1 for none."""
        place = {t.pk: number for number, (t, _p) in enumerate(self.order)}
        homes = self.totals.territory_of
        answer = np.array([place.get(homes.get(int(u)) or 0, -1) for u in self.units])
        return answer if (answer >= 0).any() else None

    def _locks(self) -> Ints | None:
        if not self.wish.keep_locked or self.current is None:
            return None
        held = set(self.plan.assignments.filter(is_locked=True).values_list("unit", flat=True))
        if not held:
            return None
        return np.where(np.isin(self.units, list(held)), self.current, -1)


VARIANTS: tuple[tuple[str, dict[str, Any]], ...] = (
    (Proposal.Kind.COMPACT, {"balance": 1.0, "moved_weight": 0.0}),
    (Proposal.Kind.FAIR, {"balance": 0.3, "moved_weight": 0.0}),
    (Proposal.Kind.LEAST_CHANGE, {"balance": 1.0, "moved_weight": 0.7}),
)


def optimise(
    plan: Plan, wish: Wish, report: Callable[..., bool | None], job: Any = None
) -> list[Proposal]:
    """Divide a plan three ways and keep each answer as a proposal."""
    if wish.subdivide:
        from comarca.territories.heavy import subdivide_heavy

        subdivide_heavy(plan, wish)
    ground = Ground(plan, wish)
    problem = ground.problem()
    answers: list[tuple[str, Result]] = []
    for number, (kind, knobs) in enumerate(VARIANTS):

        def say(share: float, text: str, begun: int = number) -> bool | None:
            return report((begun + share) / len(VARIANTS), text, **_best(answers))

        options = Options(
            k=None if wish.homes else len(ground.people),
            k_by_container=ground.counts(),
            tolerance=wish.measures,
            distance="home" if wish.homes else "centroid",
            max_moved=wish.max_moved if ground.current is not None else None,
            seed=wish.seed + (number if ground.current is None else 0),
            time_limit=wish.time_limit / len(VARIANTS),
            **knobs,
        )
        result = align(problem, options, say)
        answers.append((kind, result))
        if result.stopped == "cancelled":
            break
    return [_keep(ground, kind, result, job) for kind, result in answers]


def _best(answers: Iterable[tuple[str, Result]]) -> dict[str, Any]:
    """Return the best answer so far in three figures."""
    found = [(kind, result) for kind, result in answers]
    if not found:
        return {}
    kind, result = min(found, key=lambda pair: len(pair[1].violations))
    worst = max((float(np.abs(d).max()) for d in result.deviation.values()), default=0.0)
    return {
        "best": {
            "kind": kind,
            "worst_deviation": worst,
            "mean_km": result.cost["mean_distance"] / 1000,
            "cut": result.cost["border"],
        }
    }


def _keep(ground: Ground, kind: str, result: Result, job: Any) -> Proposal:
    """Write one answer as a proposal, with territories named by their ids."""
    order = _served_by(ground, result)
    chosen = np.array([t.pk for t, _p in order])[result.territory]
    names = ground.containers[1]
    return Proposal.objects.create(
        plan=ground.plan,
        job=job,
        kind=kind,
        plan_version=ground.plan.version,
        options=ground.wish.options(),
        assignment={"unit": ground.units.tolist(), "territory": chosen.tolist()},
        report={
            **_figures(ground, result, chosen),
            "containers": {
                str(t.pk): names[int(result.container[n])] for n, (t, _p) in enumerate(order)
            },
            "violations": [
                {
                    "territory": order[v.territory][0].pk, "name": order[v.territory][0].name,
                    "what": v.what, "measure": v.measure, "value": v.value, "reason": v.reason,
                }
                for v in result.violations
            ],
        },
    )  # fmt: skip


def _served_by(ground: Ground, result: Result) -> list[tuple[Territory, Person | None]]:
    """Return the territory that stands for each of the engine's, near its person's home."""
    living = [(t, p) for t, p in ground.order if p is not None and p.home_lon is not None]
    if ground.wish.homes or len(living) < len(ground.order):
        return ground.order
    flat = project(np.vstack([ground.lonlat, [[p.home_lon, p.home_lat] for _t, p in living]]))
    weight = ground.weight + 1e-9
    inside = np.bincount(result.territory, weights=weight, minlength=len(living))
    middle = np.column_stack([
        np.bincount(result.territory, weights=weight * flat[: len(weight), axis],
                    minlength=len(living)) / np.maximum(inside, 1e-12)
        for axis in range(2)
    ])  # fmt: skip
    return [living[person] for person in assign_people(middle, flat[len(weight) :])]


def _figures(ground: Ground, result: Result, chosen: Ints) -> dict[str, Any]:
    """Return what a proposal says of itself."""
    before = np.array([ground.totals.territory_of.get(int(u)) or 0 for u in ground.units])
    moved = (before > 0) & (before != chosen)
    accounts = ground.totals.of_units["accounts"]
    total = max(float(ground.weight.sum()), 1e-12)
    return {
        "worst_deviation": {
            key: float(np.abs(values).max()) for key, values in result.deviation.items()
        },
        "mean_km": result.cost["mean_distance"] / 1000,
        "travel": result.cost["distance"] / 1000,
        "cut": result.cost["border"],
        "moved": {
            "units": int(moved.sum()),
            "accounts": int(sum(accounts.get(int(u), 0) for u in ground.units[moved])),
            "share": float(ground.weight[moved].sum()) / total,
        },
        "feasible": result.feasible,
        "bound_gap": result.gap,
        "stopped": result.stopped,
        "seed": result.seed,
        "version": result.version,
        "totals": {
            str(int(pk)): {
                key: float(values[chosen == pk].sum()) for key, values in ground.measures.items()
            }
            for pk in np.unique(chosen)
        },
    }
