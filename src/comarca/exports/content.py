"""What an export says about a plan, as far as its reader may see it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from comarca.accounts.measures import MEASURES, Measure
from comarca.team.models import Person
from comarca.territories.homes import homes_in
from comarca.territories.models import Plan, Territory
from comarca.territories.totals import Totals, reads_all


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

    Whoever sees only some people's work gets only those people's territories.
    """

    def __init__(self, plan: Plan, reader: Person) -> None:
        self.plan, self.reader = plan, reader
        self.sums = Totals(plan)

    @property
    def measures(self) -> list[Measure]:
        """Return the figures that territories are compared by."""
        return list(MEASURES.values())

    @property
    def owners(self) -> dict[int, Person]:
        """Return who serves each territory in this plan."""
        return self.sums.owners

    @cached_property
    def territories(self) -> list[Territory]:
        """Return the territories that the reader may see, in the order of their codes."""
        return list(self.sums.readable(self.reader))

    @cached_property
    def territory_of(self) -> dict[int, int | None]:
        """Return the territory of each unit that the reader may see, by id."""
        if reads_all(self.reader):
            return self.sums.territory_of
        seen = {territory.pk for territory in self.territories}
        return {unit: home for unit, home in self.sums.territory_of.items() if home in seen}

    @cached_property
    def units_of(self) -> dict[int, list[int]]:
        """Return the units of each territory, by id."""
        answer: dict[int, list[int]] = defaultdict(list)
        for unit, territory in self.territory_of.items():
            if territory is not None:
                answer[territory].append(unit)
        return answer

    @cached_property
    def lines(self) -> list[Line]:
        """Return the territories with their figures."""
        return [
            Line(
                territory=territory,
                person=self.owners.get(territory.pk),
                units=self.sums.unit_counts[territory.pk],
                area_km2=self.sums.places.get(territory.pk, (0.0, 0.0, 0.0))[2],
                pieces=self.sums.pieces[territory.pk],
                totals=self.sums.of_territories[territory.pk],
                deviation=self.sums.deviation(territory),
            )
            for territory in self.territories
        ]

    @cached_property
    def territory_of_account(self) -> dict[int, int]:
        """Return where each account falls: by name where it is named, else by its place."""
        seen = {territory.pk for territory in self.territories}
        homes = homes_in(self.plan)
        return {account: home for account, home in homes.items() if home and home in seen}
