"""What the page of a territory shows besides its figures: its towns, its accounts, its map."""

from dataclasses import dataclass
from typing import Any

from comarca.accounts.models import Account
from comarca.geography.models import GeoUnit
from comarca.geography.shapes import at_zoom, tiles_version
from comarca.team.models import Person
from comarca.territories.homes import homes_in
from comarca.territories.insets import groups
from comarca.territories.models import Territory
from comarca.territories.planning.picture import draw
from comarca.territories.totals import Totals

TOWNS, ACCOUNTS, ZOOM = 40, 100, 8


@dataclass(frozen=True)
class Town:
    """One unit of a territory with its accounts and the figure the plan is balanced by."""

    name: str
    region: str
    accounts: int
    figure: float


def towns(totals: Totals, territory: Territory, key: str) -> list[Town]:
    """Return the units of a territory that hold accounts, the most important first."""
    counts, figures = totals.of_units["accounts"], totals.of_units[key]
    inside = [u for u, home in totals.territory_of.items() if home == territory.pk and u in counts]
    inside.sort(key=lambda unit: (-figures.get(unit, 0.0), -counts[unit], unit))
    shown = inside[:TOWNS]
    names = {u.pk: u for u in GeoUnit.objects.filter(pk__in=shown).only("name", "region")}
    return [
        Town(names[u].name, names[u].region, int(counts[u]), figures.get(u, 0.0)) for u in shown
    ]


def accounts(territory: Territory, reader: Person) -> tuple[list[Account], int]:
    """Return the territory's accounts the reader may see, the most work first, and how many."""
    inside = {a for a, home in homes_in(territory.plan).items() if home == territory.pk}
    rows = Account.objects.visible_to(reader).filter(archived_at=None)
    rows = rows.exclude(status=Account.Status.CLOSED).order_by("-workload_hours", "name", "pk")
    found = [pk for pk in rows.values_list("pk", flat=True).iterator() if pk in inside]
    shown = {row.pk: row for row in rows.filter(pk__in=found[:ACCOUNTS])}
    return [shown[pk] for pk in found[:ACCOUNTS]], len(found)


def picture(territory: Territory) -> str:
    """Draw a territory among its neighbours' units as SVG: its own in colour."""
    import shapely

    level = at_zoom(territory.plan.layer_id, tiles_version(territory.plan.layer), ZOOM)
    own = set(territory.assignments.values_list("unit", flat=True))
    used = [i for i, row in enumerate(level.rows) if row[0] in own]
    part = groups(shapely.get_coordinates(shapely.centroid(level.shapes[used])))
    shapes: dict[tuple[int, int], Any] = {
        (place, int(group)): level.shapes[i]
        for place, (i, group) in enumerate(zip(used, part, strict=True), 1)
    }
    return draw(shapes, dict.fromkeys(range(1, len(used) + 1), territory.colour))
