"""Units with more work than one person can do: replaced in a plan by their parts."""

from collections import defaultdict

import numpy as np

from comarca.accounts.models import Site
from comarca.geography.models import GeoUnit
from comarca.territories.models import Plan, UnitAssignment
from comarca.territories.planning import Ground, Wish

CELLS_A_PERSON = 40
KM2_OF_RESOLUTION = {5: 252.9, 6: 36.13, 7: 5.161, 8: 0.737, 9: 0.105}
BATCH = 2000


def heavy_units(ground: Ground) -> dict[int, float]:
    """Return the units that hold more than a territory may, with how many people's work."""
    container = ground.containers[0]
    counts = ground.counts() or (len(ground.people),)
    load = np.bincount(container, weights=ground.weight, minlength=len(counts))
    fair = load / np.maximum(np.array(counts), 1)
    limit = fair[container] if len(fair) > 1 else np.full(len(ground.units), fair[0])
    tolerance = next(iter(ground.wish.measures.values()))
    over = np.flatnonzero((ground.weight > limit * (1 + tolerance)) & (limit > 0))
    shared = np.bincount(container, minlength=len(counts))[container] > 1
    return {
        int(ground.units[u]): float(ground.weight[u] / limit[u])
        for u in over
        if shared[u] and (len(counts) == 1 or counts[container[u]] > 1)
    }


def resolution_for(area_km2: float, people: float) -> int:
    """Return the coarsest grid with enough cells to share a unit among people."""
    wanted = area_km2 / (CELLS_A_PERSON * max(people, 1))
    return min(
        (r for r, km2 in KM2_OF_RESOLUTION.items() if km2 <= wanted),
        default=max(KM2_OF_RESOLUTION),
    )


def subdivide_heavy(plan: Plan, wish: Wish) -> list[GeoUnit]:
    """Replace a plan's units that are too heavy by cells, and put the accounts in them."""
    from comarca.geography.subdivision import subdivide

    found = heavy_units(Ground(plan, wish))
    units = list(GeoUnit.objects.filter(pk__in=found, outline__isnull=False))
    for unit in units:
        cells = subdivide(unit, resolution_for(unit.area_km2, found[unit.pk]))
        if len(cells) > 1:
            move_sites(unit, cells)
            _replace(plan, unit, cells)
    return units


def move_sites(unit: GeoUnit, cells: list[GeoUnit]) -> None:
    """Put each account of a unit into the cell it stands in, the nearest where it has no point."""
    import shapely

    tree = shapely.STRtree([shapely.from_wkb(bytes(cell.outline or b"")) for cell in cells])
    sites = list(Site.objects.filter(unit=unit))
    points = [
        shapely.Point(site.lon if site.lon is not None else unit.lon,
                      site.lat if site.lat is not None else unit.lat)
        for site in sites
    ]  # fmt: skip
    inside: dict[int, list[int]] = defaultdict(list)
    for site, place in zip(sites, tree.nearest(points) if points else [], strict=True):
        inside[cells[int(place)].pk].append(site.pk)
    for cell, pks in inside.items():
        Site.objects.filter(pk__in=pks).update(unit=cell)


def _replace(plan: Plan, unit: GeoUnit, cells: list[GeoUnit]) -> None:
    """Let the cells stand where the unit stood."""
    old = plan.assignments.filter(unit=unit).first()
    if old is None:
        return
    UnitAssignment.objects.bulk_create(
        (
            UnitAssignment(
                plan=plan, unit=cell, territory_id=old.territory_id, is_locked=old.is_locked
            )
            for cell in cells
        ),
        batch_size=BATCH,
    )
    old.delete()
