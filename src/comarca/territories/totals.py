"""The figures of a plan's territories, and how far each stands from a fair share."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from comarca.accounts.measures import MEASURES, per_unit
from comarca.geography.models import Border
from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids
from comarca.territories.models import Coverage, Plan, Territory
from comarca.territories.planning.containers import containers_of
from comarca.territories.planning.pieces import pieces_of
from comarca.territories.planning.settings import DEFAULT_TOLERANCE, settings_of


def reads_all(reader: Person) -> bool:
    """Return whether a reader sees whole plans: planners compare, representatives see their own."""
    return reader.sees_everything or reader.may("plans.compare")


# unit, territory, longitude, latitude, km², land, region
Assigned = tuple[int, int | None, float, float, float, str, str]


class Totals:
    """Sums over a plan's units, each asked for once."""

    def __init__(self, plan: Plan, day: date | None = None) -> None:
        self.plan, self.day = plan, day

    @cached_property
    def territories(self) -> list[Territory]:
        """Return the leaves, in the order of their codes."""
        return list(self.plan.territories.filter(is_leaf=True).order_by("code", "pk"))

    @cached_property
    def territory_of(self) -> dict[int, int | None]:
        """Return the territory of each unit."""
        return {row[0]: row[1] for row in self._assigned}

    @cached_property
    def _assigned(self) -> list[Assigned]:
        """Return the plan's units with their territory and all that is summed over them."""
        columns = (
            "territory", "unit__lon", "unit__lat", "unit__area_km2", "unit__landmass",
            "unit__region_code",
        )  # fmt: skip
        return list(self.plan.assignments.order_by("unit").values_list("unit", *columns))

    @cached_property
    def of_units(self) -> dict[str, dict[int, float]]:
        """Return each measure of each unit of the plan."""
        return per_unit(self.plan.layer)

    @cached_property
    def tolerances(self) -> dict[str, float]:
        """Return the tolerance of each measure the plan is balanced by, the first one first.

        A plan that no proposal was taken into is judged by the first measure that has figures.
        """
        asked = settings_of(self.plan.options)
        if asked is not None:
            return asked.tolerances
        return {first_measure(self.of_units): DEFAULT_TOLERANCE}

    @cached_property
    def owners(self) -> dict[int, Person]:
        """Return who serves each territory."""
        rows = Coverage.objects.owning(self.plan, self.day).select_related("person").order_by("pk")
        return {row.territory_id: row.person for row in rows}

    @cached_property
    def of_territories(self) -> dict[int, dict[str, float]]:
        """Return each measure of each territory; 0 is the sum of what is unassigned."""
        answer: dict[int, dict[str, float]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0.0))
        territory_of = self.territory_of
        for key, values in self.of_units.items():
            for unit, value in values.items():
                if unit in territory_of:
                    answer[territory_of[unit] or 0][key] += value
        return answer

    @cached_property
    def fair(self) -> dict[tuple[str, str], float]:
        """Return the mean of each measure in each container, by (container, measure)."""
        inside: dict[str, list[int]] = defaultdict(list)
        for territory in self.territories:
            inside[territory.container].append(territory.pk)
        return {
            (container, key): sum(self.of_territories[pk][key] for pk in ids) / len(ids)
            for container, ids in inside.items()
            for key in MEASURES
        }

    def deviation(self, territory: Territory) -> dict[str, float]:
        """Return how far a territory stands from its container's mean (0.05 is 5 % above)."""
        mine = self.of_territories[territory.pk]
        fair = {key: self.fair[territory.container, key] for key in MEASURES}
        return {key: mine[key] / mean - 1 if mean else 0.0 for key, mean in fair.items()}

    def readable(self, reader: Person) -> list[Territory]:
        """Return all territories to who plans or sees everything, else those of one's people."""
        if reads_all(reader):
            return self.territories
        seen = visible_people_ids(reader) or set()
        return [
            territory
            for territory in self.territories
            if territory.pk in self.owners and self.owners[territory.pk].pk in seen
        ]

    @cached_property
    def unit_counts(self) -> Counter[int]:
        """Return the number of units of each territory; 0 stands for none."""
        return Counter(territory or 0 for territory in self.territory_of.values())

    @cached_property
    def pieces(self) -> Counter[int]:
        """Return in how many separate parts each territory lies."""
        pairs = Border.objects.filter(layer=self.plan.layer_id).order_by().values_list("a", "b")
        return pieces_of(self.territory_of, pairs)

    @cached_property
    def places(self) -> dict[int, tuple[float, float, float]]:
        """Return the middle (longitude, latitude) and the area (km²) of each territory."""
        sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        for _unit, home, lon, lat, area, _land, _region in self._assigned:
            if home is not None:
                weight, mine = max(area, 1e-6), sums[home]
                mine[0] += lon * weight
                mine[1] += lat * weight
                mine[2] += area
                mine[3] += weight
        return {home: (x / w, y / w, area) for home, (x, y, area, w) in sums.items()}

    @cached_property
    def lands(self) -> dict[int, str]:
        """Return the land each unit lies on: empty for the mainland, else its island's region.

        A region that has a part on the mainland (its own small islands) counts as mainland.
        """
        rows = self._assigned
        names = containers_of("landmass", [r[5] for r in rows], [r[6] for r in rows], [], 0)
        return {row[0]: name for row, name in zip(rows, names, strict=True)}

    @cached_property
    def lands_of(self) -> dict[int, set[str]]:
        """Return the lands on which each territory has units."""
        answer: dict[int, set[str]] = defaultdict(set)
        for unit, land in self.lands.items():
            answer[self.territory_of.get(unit) or 0].add(land)
        return answer

    def is_empty(self, key: str) -> bool:
        """Return whether a measure is zero everywhere: unknown, so nothing is judged by it."""
        return not any(self.of_units[key].get(unit) for unit in self.territory_of)

    def row(self, territory: Territory) -> dict[str, Any]:
        """Return one territory as the pages and the API show it."""
        person = self.owners.get(territory.pk)
        lon, lat, area = self.places.get(territory.pk, (None, None, 0.0))
        return {
            "id": territory.pk,
            "code": territory.code,
            "name": territory.name,
            "colour": territory.colour,
            "container": territory.container,
            "person": {"id": person.pk, "name": person.name} if person else None,
            "totals": self.of_territories[territory.pk],
            "deviation": self.deviation(territory),
            "accounts": int(self.of_territories[territory.pk]["accounts"]),
            "units": self.unit_counts[territory.pk],
            "area_km2": area,
            "pieces": self.pieces[territory.pk],
            "across_sea": len(self.lands_of[territory.pk]) > 1,
            "label": None if lon is None else [lon, lat],
        }


def first_measure(of_units: Mapping[str, Mapping[int, float]]) -> str:
    """Return what is worth balancing: the workload where it is known, else the accounts."""
    return "workload" if of_units["workload"] else "accounts"


def rows(plan: Plan, reader: Person) -> list[dict[str, Any]]:
    """Return the territories a reader may see, with their person, totals and deviations."""
    totals = Totals(plan)
    return [totals.row(territory) for territory in totals.readable(reader)]
