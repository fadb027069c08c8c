"""Compare the estimate with roads: set COMARCA_OSM and COMARCA_VALHALLA, run ``roads.py``.

Places are drawn evenly over each country's bounds, mountains included: wilder than accounts are.
"""

import os
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from comarca.engine.travel import Estimate, straight_km
from comarca.engine.travel.estimate import detour_of
from comarca.engine.travel.extract import load, roads
from comarca.engine.travel.snapping import badly_snapped
from comarca.engine.travel.table import Table

BOUNDS = {
    "andorra": ((1.45, 42.46), (1.70, 42.62)),
    "liechtenstein": ((9.49, 47.06), (9.60, 47.26)),
}


def main() -> None:
    for name, bounds in BOUNDS.items():
        extract = next(Path(os.environ["COMARCA_OSM"]).glob(f"{name}*.osm.pbf"))
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            load(extract, Path(folder) / "roads")
            built = time.perf_counter() - begun
            places = np.random.default_rng(1).uniform(*bounds, (150, 2))
            every = np.arange(len(places))
            begun = time.perf_counter()
            minutes, km = roads(str(Path(folder) / "roads"), places, every, every)
            took = time.perf_counter() - begun
        straight = straight_km(places)
        detour = detour_of(straight, km)
        fitted = replace(Estimate(), detour=detour)
        bad = badly_snapped(Table(minutes, km, "roads"), fitted.table(places))
        fine = (
            np.isfinite(minutes)
            & (straight > 0.5)
            & (km > 0)
            & (minutes > 0)
            & ~bad[:, None]
            & ~bad[None, :]
        )
        for label, one in (("1.3", Estimate()), (f"{detour:.2f}", fitted)):
            table = one.table(places)
            off_km = np.median(np.abs(table.km[fine] / km[fine] - 1))
            off = np.median(np.abs(table.minutes[fine] / minutes[fine] - 1))
            bias = np.median(table.minutes[fine] / minutes[fine] - 1)
            print(
                f"| {name} | {label} | {100 * off_km:.0f} % | {100 * off:.0f} % |"
                f" {100 * bias:+.0f} % | {built:.0f} s |"
                f" {took:.1f} s | {int(bad.sum())} of {len(places)} |"
            )
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of a program: {memory:.0f} MB")


if __name__ == "__main__":
    main()
