"""A grid of hexagons over the accounts, and the accounts put into it."""

import numpy as np

from comarca.accounts.models import Site
from comarca.geography.importing.grid import build_grid
from comarca.geography.importing.layers import Say
from comarca.geography.models import Layer

BATCH = 2000


def grid_over_accounts(resolution: int, name: str, say: Say) -> Layer:
    """Make a layer of hexagons over all accounts with coordinates, and place those without unit."""
    rows = Site.objects.filter(is_main=True, lon__isnull=False).values_list("lon", "lat")
    layer = build_grid(np.array(list(rows), dtype=np.float64).reshape(-1, 2), resolution, name, say)
    place_unplaced(layer)
    return layer


def place_unplaced(layer: Layer) -> int:
    """Put sites that have coordinates but no unit into a layer's units; return how many."""
    from comarca.geography.locate import UnitIndex

    sites = list(
        Site.objects.filter(unit__isnull=True, lon__isnull=False).only("pk", "lon", "lat", "unit")
    )
    lonlat = np.array([[s.lon, s.lat] for s in sites], dtype=np.float64).reshape(-1, 2)
    found = UnitIndex.for_layer(layer.pk).find(lonlat[:, 0], lonlat[:, 1])
    placed = []
    for site, unit in zip(sites, found.tolist(), strict=True):
        if unit >= 0:
            site.unit_id, site.placed_by = unit, Site.PlacedBy.COORDINATES
            placed.append(site)
    Site.objects.bulk_update(placed, ["unit", "placed_by"], batch_size=BATCH)
    return len(placed)
