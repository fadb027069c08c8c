"""What an export says about a plan, as far as its reader may see it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from comarca.accounts.measures import MEASURES, Measure, per_unit
from comarca.accounts.models import Site
from comarca.geography.models import Border
from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids
from comarca.territories.models import AccountAssignment, Coverage, Plan, Territory


@dataclass(frozen=True)
class Line:
    """One territory with its person, its totals and how far it stands from a fair share."""

    territory: Territory
    person: Person | None
    units: int
    area_km2: float
    pieces: int
    totals: Mapping[str, float] = field(default_factory=dict)
    deviation: Mapping[str, float] = field(default_factory=dict)


class Content:
    """A plan as one reader may see it: lines, units, and where each account goes.

    Totals of territories whose person the reader may not see stay out.
    """

    def __init__(self, plan: Plan, reader: Person) -> None:
        self.plan, self.reader = plan, reader
        self.people = visible_people_ids(reader)

    @property
    def measures(self) -> list[Measure]:
        """Return the figures that territories are compared by."""
        return list(MEASURES.values())

    @cached_property
    def territory_of(self) -> dict[int, int | None]:
        """Return the territory of each unit of the plan, by id."""
        return dict(self.plan.assignments.values_list("unit", "territory"))

    @cached_property
    def units_of(self) -> dict[int, list[int]]:
        """Return the units of each territory, by id."""
        answer: dict[int, list[int]] = defaultdict(list)
        for unit, territory in self.territory_of.items():
            if territory is not None:
                answer[territory].append(unit)
        return answer

    @cached_property
    def owners(self) -> dict[int, Person]:
        """Return who serves each territory in this plan."""
        rows = Coverage.objects.owning(self.plan).select_related("person").order_by("pk")
        return {row.territory_id: row.person for row in rows}

    @cached_property
    def lines(self) -> list[Line]:
        """Return the territories with their figures, in the order of their codes."""
        totals, area, pieces = self._totals(), self._areas(), self._pieces()
        territories = list(self.plan.territories.filter(is_leaf=True).order_by("code"))
        fair = _means(territories, totals)
        return [
            Line(
                territory=territory,
                person=self._shown(self.owners.get(territory.pk)),
                units=len(self.units_of.get(territory.pk, ())),
                area_km2=area[territory.pk],
                pieces=pieces[territory.pk],
                **self._figures(territory, totals, fair),
            )
            for territory in territories
        ]

    def _shown(self, person: Person | None) -> Person | None:
        return person if person is not None and self.may_see(person.pk) else None

    def may_see(self, person: int | None) -> bool:
        """Return whether the reader may see this person's work."""
        return self.people is None or person in self.people

    def _figures(
        self,
        territory: Territory,
        totals: Mapping[int, Mapping[str, float]],
        fair: Mapping[tuple[str, str], float],
    ) -> dict[str, Mapping[str, float]]:
        owner = self.owners.get(territory.pk)
        if not self.may_see(owner.pk if owner else None) and not self.reader.may_plan:
            return {}
        mine = totals[territory.pk]
        means = {key: fair[territory.container, key] for key in MEASURES}
        deviation = {key: mine[key] / mean - 1 for key, mean in means.items() if mean}
        return {"totals": mine, "deviation": deviation}

    def _totals(self) -> dict[int, dict[str, float]]:
        answer: dict[int, dict[str, float]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0.0))
        for key, of_units in per_unit(self.plan.layer).items():
            for unit, value in of_units.items():
                territory = self.territory_of.get(unit)
                if territory is not None:
                    answer[territory][key] += value
        return answer

    def _areas(self) -> dict[int, float]:
        answer: dict[int, float] = defaultdict(float)
        rows = self.plan.assignments.exclude(territory=None)
        for territory, area in rows.values_list("territory", "unit__area_km2"):
            answer[territory] += area
        return answer

    def _pieces(self) -> Counter[int]:
        """Count the separate parts of each territory."""
        leader = {unit: unit for unit, home in self.territory_of.items() if home is not None}

        def top(unit: int) -> int:
            while leader[unit] != unit:
                leader[unit] = leader[leader[unit]]
                unit = leader[unit]
            return unit

        for a, b in Border.objects.filter(layer=self.plan.layer).values_list("a", "b"):
            if a in leader and b in leader and self.territory_of[a] == self.territory_of[b]:
                leader[top(a)] = top(b)
        heads = (unit for unit, head in leader.items() if unit == head)
        return Counter(self.territory_of[unit] or 0 for unit in heads)

    @cached_property
    def territory_of_account(self) -> dict[int, int]:
        """Return where each account falls: by name where it is named, else by its place."""
        answer: dict[int, int] = {}
        sites = Site.objects.filter(is_main=True, unit__layer=self.plan.layer)
        for account, unit, parent in sites.values_list("account", "unit", "unit__parent"):
            territory = self.territory_of.get(unit or 0) or self.territory_of.get(parent or 0)
            if territory is not None:
                answer[account] = territory
        named = AccountAssignment.objects.filter(plan=self.plan)
        return answer | dict(named.values_list("account", "territory"))


def _means(
    territories: Iterable[Territory], totals: Mapping[int, Mapping[str, float]]
) -> dict[tuple[str, str], float]:
    """Return the mean of each measure in each container, by (container, measure)."""
    inside: dict[str, list[int]] = defaultdict(list)
    for territory in territories:
        inside[territory.container].append(territory.pk)
    return {
        (container, key): sum(totals[pk][key] for pk in ids) / len(ids)
        for container, ids in inside.items()
        for key in MEASURES
    }
