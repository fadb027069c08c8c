"""A plan as the arrays the engine divides."""

from collections import Counter
from functools import cached_property
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from comarca.accounts.measures import MEASURES
from comarca.engine.geometry import project
from comarca.engine.territories import Options, Problem
from comarca.engine.territories.apportion import largest_remainder
from comarca.geography.models import Border, GeoUnit
from comarca.team.models import Person
from comarca.territories.models import Plan, Territory
from comarca.territories.planning.containers import containers_of
from comarca.territories.planning.settings import OptimiserSettings
from comarca.territories.totals import Totals

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Served = tuple[Territory, Person | None]


class CannotOptimise(ValueError):
    """The plan cannot be divided as asked; the message says what to do."""


class PlanArrays:
    """Units in the order of their ids, territories in the order of their containers.

    Reading it writes nothing: territories beyond those the plan has are unsaved, with negative
    ids, until a proposal that holds them is taken.
    """

    def __init__(self, plan: Plan, settings: OptimiserSettings) -> None:
        self.plan, self.settings, self.totals = plan, settings, Totals(plan)
        rows = GeoUnit.objects.filter(pk__in=plan.assignments.values("unit")).order_by("pk")
        self.rows = list(
            rows.values_list(
                "pk", "lon", "lat", "landmass", "region_code", "name", "region", "area_km2"
            )
        )
        if not self.rows:
            raise CannotOptimise(_("The plan has no units."))
        self.units = np.array([row[0] for row in self.rows], dtype=np.int64)
        self.index = {int(unit): place for place, unit in enumerate(self.units)}

    @cached_property
    def lonlat(self) -> Floats:
        """Return the units' places in degrees, shape ``(n, 2)``."""
        return np.array([[row[1], row[2]] for row in self.rows])

    @cached_property
    def measures(self) -> dict[str, Floats]:
        """Return the measures asked for, the first being the weight of distance.

        A measure that is zero everywhere cannot be balanced: it is refused by name.
        """
        answer = {}
        for key in self.settings.tolerances:
            values = self.totals.of_units.get(key, {})
            answer[key] = np.array([values.get(int(unit), 0.0) for unit in self.units])
            if not answer[key].sum() > 0:
                text = _("No account in the plan's units has a figure for “%(measure)s”.")
                raise CannotOptimise(text % {"measure": MEASURES[key].label})
        return answer

    @cached_property
    def weight(self) -> Floats:
        """Return the first measure."""
        return next(iter(self.measures.values()))

    @cached_property
    def edges(self) -> tuple[Ints, Floats]:
        """Return the borders between the plan's units, and their lengths in km (0: a bridge)."""
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
    def people(self) -> list[Served]:
        """Return the territories that take part, each with its person."""
        every: list[Served] = [(t, self.totals.owners.get(t.pk)) for t in self.totals.territories]
        if self.settings.homes:
            every = [(t, p) for t, p in every if p is not None and p.home_lon is not None]
            if not every:
                raise CannotOptimise(
                    _("Nobody's home is known. Add home towns, or do without homes.")
                )
            return every
        count = self.settings.k or len(every)
        return every[:count] + [(t, None) for t in self._beyond(count - len(every))]

    def _beyond(self, count: int) -> list[Territory]:
        """Return unsaved territories for what is asked beyond those the plan has."""
        used = {t.code for t in self.totals.territories}
        free = (n for n in range(1, len(used) + count + 1) if f"N{n:03d}" not in used)
        return [
            Territory(pk=-place, plan=self.plan, code=f"N{number:03d}", name=f"N{number:03d}")
            for place, number in zip(range(1, count + 1), free, strict=False)
        ]

    @cached_property
    def containers(self) -> tuple[Ints, list[str]]:
        """Return the container of each unit, and their names."""
        share = float(self.weight.sum()) / max(len(self.people), 1) / 2
        names = containers_of(
            self.settings.containers, [r[3] for r in self.rows], [r[4] for r in self.rows],
            self.weight.tolist(), share,
        )  # fmt: skip
        if self.settings.homes:
            kept = {names[unit] for unit in self._home_units()}
            names = [name if name in kept else "" for name in names]
            if "" not in kept:
                main = max(kept, key=names.count)
                names = [name or main for name in names]
        order = sorted(set(names))
        number = {name: place for place, name in enumerate(order)}
        return np.array([number[name] for name in names], dtype=np.int64), order

    @property
    def joined(self) -> list[str]:
        """Return the islands' regions that are served from the mainland, though asked not to be."""
        if self.settings.containers != "landmass":
            return []
        lands = self.totals.lands
        of_unit = self.containers[0]
        main = Counter(of_unit.tolist()).most_common(1)[0][0]
        return sorted({
            row[6] or row[5]
            for row, container, weight in zip(self.rows, of_unit, self.weight, strict=True)
            if lands.get(row[0]) and container == main and weight > 0
        })  # fmt: skip

    def _home_units(self) -> Ints:
        """Return the unit nearest each person's home."""
        from scipy.spatial import cKDTree

        homes = np.array([[p.home_lon, p.home_lat] for _t, p in self.people if p])
        _far, nearest = cKDTree(self.lonlat).query(homes)
        return np.asarray(nearest, dtype=np.int64)

    @cached_property
    def order(self) -> list[Served]:
        """Return the people in the order of their containers, as the engine wants."""
        if not self.settings.homes:
            return [self.people[t] for t in self._where_they_are()]
        container = self.containers[0][self._home_units()]
        ranked = sorted(range(len(self.people)), key=lambda t: (int(container[t]), t))
        return [self.people[t] for t in ranked]

    def _where_they_are(self) -> list[int]:
        """Return the territories container by container, each where most of its work is today.

        Each container gets as many as the engine gives it.
        """
        from scipy.optimize import linear_sum_assignment

        container, names = self.containers
        if len(names) < 2 or len(self.people) < len(names):
            return list(range(len(self.people)))
        load = np.asarray(np.bincount(container, self.weight), dtype=np.float64)
        counts = largest_remainder(load, len(self.people))
        place = {t.pk: number for number, (t, _p) in enumerate(self.people)}
        held = np.zeros((len(self.people), len(names)))
        for unit, home in self.totals.territory_of.items():
            at, t = self.index.get(unit), place.get(home or 0)
            if at is not None and t is not None:
                held[t, container[at]] += self.weight[at]
        seats = np.repeat(np.arange(len(names)), counts)
        territory, seat = linear_sum_assignment(-held[:, seats])
        ranked = sorted(zip(seats[seat].tolist(), territory.tolist(), strict=True))
        return [t for _container, t in ranked]

    @cached_property
    def problem(self) -> Problem:
        """Return what the engine is to divide."""
        edges, length = self.edges
        flat = project(np.vstack([self.lonlat, self._homes()]))
        return Problem(
            xy=flat[: len(self.units)],
            measures=self.measures,
            edges=edges,
            edge_length=length,
            current=self.current,
            locks=self._locks(),
            container=self.containers[0],
            homes=flat[len(self.units) :] if self.settings.homes else None,
            area=self._area(),
        )

    def _area(self) -> Floats | None:
        """Return the units' surfaces; None, which lets the engine guess, where one is unknown."""
        area = np.array([row[7] or 0.0 for row in self.rows])
        return area if (area > 0).all() else None

    def options(self, **knobs: Any) -> Options:
        """Return the engine's options for the plan's settings; ``knobs`` add to them."""
        settings = self.settings
        return Options(
            k=None if settings.homes else len(self.people),
            k_by_container=self.counts(),
            tolerance=settings.tolerances,
            distance="home" if settings.homes else "centroid",
            max_moved=settings.max_moved if self.current is not None else None,
            **{"seed": settings.seed, **knobs},
        )

    def _homes(self) -> Floats:
        if not self.settings.homes:
            return np.zeros((0, 2))
        return np.array([[p.home_lon, p.home_lat] for _t, p in self.order if p], dtype=np.float64)

    def counts(self) -> tuple[int, ...] | None:
        """Return how many homes lie in each container; None leaves it to the engine."""
        if not self.settings.homes:
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
        if not self.settings.keep_locked or self.current is None:
            return None
        held = set(self.plan.assignments.filter(is_locked=True).values_list("unit", flat=True))
        if not held:
            return None
        return np.where(np.isin(self.units, list(held)), self.current, -1)
