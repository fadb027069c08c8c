"""Find places that the road network was joined to in the wrong spot, and estimate theirs.

A place beside a motorway, on an island of paths or across a river is put on the wrong road: all of
its journeys are then hours off. Its ratio of road to straight-line travel tells it apart.
"""

import numpy as np
from numpy.typing import NDArray

from comarca.engine.travel.estimate import Estimate, straight_km
from comarca.engine.travel.table import Notice, Table

Floats = NDArray[np.float64]
FAR_OFF = 2.5  # times the usual ratio of road to estimate
MINUTES = 20.0  # and so many minutes more than estimated, as short trips have wild ratios
SHARE = 0.5  # of a place's journeys


def badly_snapped(table: Table, estimated: Table) -> NDArray[np.bool_]:
    """Return which places are hours off, to or from most others, or unreachable."""
    lost = ~np.isfinite(table.minutes)
    ratio = np.where(lost, np.inf, table.minutes) / np.maximum(estimated.minutes, 1e-9)
    off = ~np.eye(len(ratio), dtype=bool)
    usual = float(np.median(ratio[off & np.isfinite(ratio)])) if (off & ~lost).any() else 1.0
    more = np.where(lost, np.inf, table.minutes) - usual * estimated.minutes
    wild = off & (ratio > FAR_OFF * usual) & (more > MINUTES)
    bad = np.zeros(len(ratio), dtype=bool)
    # The worst first: a single bad place makes one journey of every other place wild, too.
    while len(ratio) > 1:
        rest = ~bad
        share = np.maximum(
            (wild & rest[None, :]).sum(axis=1), (wild & rest[:, None]).sum(axis=0)
        ) / np.maximum(1, rest.sum() - 1)
        share[bad] = 0.0
        worst = int(np.argmax(share))
        if share[worst] < SHARE:
            break
        bad[worst] = True
    return bad


def mend(table: Table, lonlat: Floats, estimate: Estimate) -> Table:
    """Put the estimate where roads give nonsense or nothing, and report the places."""
    estimated = estimate.table(lonlat)
    bad = badly_snapped(table, estimated)
    wrong = bad[:, None] | bad[None, :] | ~np.isfinite(table.minutes) | ~np.isfinite(table.km)
    minutes, km = (
        np.where(wrong, estimated.minutes, table.minutes),
        np.where(wrong, estimated.km, table.km),
    )
    np.fill_diagonal(minutes, 0.0)
    np.fill_diagonal(km, 0.0)
    notices = table.notices
    if bad.any():
        places = tuple(int(i) for i in np.flatnonzero(bad))
        notices = (*notices, Notice("badly_snapped", {"places": float(len(places))}, places))
    lost = wrong & ~(bad[:, None] | bad[None, :])
    np.fill_diagonal(lost, False)
    if lost.any():
        notices = (*notices, Notice("no_way", {"journeys": float(lost.sum())}))
    return Table(minutes, km, table.source, notices)


def straight(lonlat: Floats) -> Floats:
    """Return straight-line km between places."""
    return straight_km(lonlat)
