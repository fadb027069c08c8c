"""Choose where travel times come from; where roads fail, the estimate takes over, with a notice."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from comarca.engine.travel.estimate import Estimate, detour_of, straight_km
from comarca.engine.travel.extract import roads
from comarca.engine.travel.server import RoadsFailed, osrm, valhalla
from comarca.engine.travel.snapping import mend
from comarca.engine.travel.table import Notice, Table

Floats = NDArray[np.float64]
SERVERS: dict[str, Callable[[str, Floats], tuple[Floats, Floats]]] = {
    "valhalla": valhalla,
    "osrm": osrm,
    "roads": roads,
}


def travel(kind: str, address: str, estimate: Estimate, lonlat: Floats) -> Table:
    """Return travel between places ``(L, 2)`` in degrees, from roads where they answer."""
    if kind == "estimate":
        return estimate.table(lonlat)
    try:
        minutes, km = SERVERS[kind](address, lonlat)
    except RoadsFailed as error:
        table = estimate.table(lonlat)
        notice = Notice("roads_failed", {"address": address, "why": str(error)})
        return replace(table, notices=(notice,))
    fitted = replace(estimate, detour=detour_of(straight_km(lonlat), km))
    return mend(Table(minutes, km, kind), lonlat, fitted)
