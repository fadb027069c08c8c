"""Units with more work than one person can do: replaced in a plan by their parts."""

from comarca.accounts.placing import settle_cells
from comarca.engine.territories import oversized
from comarca.geography.models import GeoUnit
from comarca.team.models import Person
from comarca.territories.editing.units import subdivide_units
from comarca.territories.planning.arrays import PlanArrays

# Cells that one person's share of a unit is cut into: enough for the search to balance them.
CELLS_A_PERSON = 40
KM2_OF_RESOLUTION = {5: 252.9, 6: 36.13, 7: 5.161, 8: 0.737, 9: 0.105}


def oversized_units(arrays: PlanArrays) -> dict[int, float]:
    """Return the units that hold more than a territory may, with how many people's work."""
    tolerance = arrays.settings.tolerances
    answer: dict[int, float] = {}
    for each in oversized(arrays.problem, arrays.options()):
        unit = int(arrays.units[each.unit])
        people = each.weight / each.limit * (1 + tolerance[each.measure])
        answer[unit] = max(people, answer.get(unit, 0.0))
    return answer


def resolution_for(area_km2: float, people: float) -> int:
    """Return the coarsest grid with enough cells to share a unit among people."""
    wanted = area_km2 / (CELLS_A_PERSON * max(people, 1))
    return min(
        (r for r, km2 in KM2_OF_RESOLUTION.items() if km2 <= wanted),
        default=max(KM2_OF_RESOLUTION),
    )


def subdivide_oversized(arrays: PlanArrays, actor: Person | None) -> list[GeoUnit]:
    """Replace a plan's units that are too heavy by cells, and put the accounts in them."""
    from comarca.geography.subdivision import subdivide

    found = oversized_units(arrays)
    parts: dict[int, list[int]] = {}
    units = list(GeoUnit.objects.filter(pk__in=found, outline__isnull=False))
    for unit in units:
        cells = subdivide(unit, resolution_for(unit.area_km2, found[unit.pk]))
        if len(cells) > 1:
            settle_cells(unit)
            parts[unit.pk] = [cell.pk for cell in cells]
    if parts:
        subdivide_units(arrays.plan, actor, parts)
    return units
