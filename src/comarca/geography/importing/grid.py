"""A grid of hexagons over points, for a country without a layer of its own."""

from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from comarca.geography.importing.cleaning import Areas
from comarca.geography.importing.files import MAX_POLYGONS
from comarca.geography.importing.layers import Say, build
from comarca.geography.importing.sources import UnreadableLayer
from comarca.geography.models import Layer

RESOLUTIONS = (4, 5, 6, 7, 8)


def build_grid(lonlat: NDArray[np.float64], resolution: int, name: str, say: Say) -> Layer:
    """Make a layer of the hexagons (H3) that hold points, and the ring around them.

    Parameters
    ----------
    lonlat
        Degrees, shape ``(n, 2)``.
    resolution
        H3 resolution, 4 (cells of 1,770 km²) to 8 (0.7 km²).
    """
    import h3

    if not len(lonlat):
        raise UnreadableLayer(_("There is no account with coordinates to lay a grid over."))
    if resolution not in RESOLUTIONS:
        raise UnreadableLayer(_("Choose a resolution from 4 to 8."))
    say(0.05, _("Laying the grid"))
    held = {h3.latlng_to_cell(lat, lon, resolution) for lon, lat in lonlat.tolist()}
    cells = sorted({near for cell in held for near in h3.grid_disk(cell, 1)})
    if len(cells) > MAX_POLYGONS:
        raise UnreadableLayer(_("That makes too many cells. Choose a coarser resolution."))
    areas = Areas(
        shapes=np.array([_outline(cell) for cell in cells], dtype=object),
        codes=cells,
        names=[_("Cell {code}").format(code=cell[3:10]) for cell in cells],
        regions=[""] * len(cells),
        report={"with_points": len(held)},
    )
    return build(areas, name, "", Layer.Source.GRID, say)


def _outline(cell: str) -> Any:
    import h3
    import shapely

    ring = [(round(lon, 7), round(lat, 7)) for lat, lon in h3.cell_to_boundary(cell)]
    return shapely.MultiPolygon([shapely.Polygon(ring)])
