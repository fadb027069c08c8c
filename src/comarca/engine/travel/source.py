"""Choose where travel times come from; where roads fail, the estimate takes over, with a notice."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from comarca.engine.travel import kept
from comarca.engine.travel.estimate import Estimate, detour_of, straight_km
from comarca.engine.travel.extract import roads
from comarca.engine.travel.server import RoadsFailed, osrm, valhalla
from comarca.engine.travel.snapping import mend
from comarca.engine.travel.table import Notice, Table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SERVERS: dict[str, Callable[[str, Floats, Ints, Ints], tuple[Floats, Floats]]] = {
    "valhalla": valhalla,
    "osrm": osrm,
    "roads": roads,
}


def travel(kind: str, address: str, estimate: Estimate, lonlat: Floats) -> Table:
    """Return travel between places ``(L, 2)`` in degrees, from roads where they answer."""
    if kind == "estimate":
        return estimate.table(lonlat)
    folder = kept.folder_for(kind, address)
    try:
        minutes, km = kept.table(folder, lonlat, partial(SERVERS[kind], address, lonlat))
    except RoadsFailed as error:
        return _without_roads(error, address, folder, estimate, lonlat)
    detour = detour_of(straight_km(lonlat), km)
    kept.keep_detour(folder, detour, len(lonlat))
    table = mend(Table(minutes, km, kind), lonlat, replace(estimate, detour=detour))
    told = Notice("fitted_detour", {"detour": detour, "places": float(len(lonlat))})
    return replace(table, notices=(*table.notices, told))


def _without_roads(
    error: RoadsFailed, address: str, folder: Path, estimate: Estimate, lonlat: Floats
) -> Table:
    """Estimate with the detour that these roads once gave, and say so."""
    detour = kept.known_detour(folder) or estimate.detour
    table = replace(estimate, detour=detour).table(lonlat)
    parameters: dict[str, float | str] = {"address": address, "why": str(error), "detour": detour}
    return replace(table, notices=(Notice("roads_failed", parameters),))
