"""Measure the division of territories: ``python bench/territories/run.py [--seeds 5] [name...]``.

Reads the instances from ``COMARCA_BENCH`` (default ``../shared/bench``) and the demo from the
bundled pack. Names choose among ``spain``, ``es50``, ``es200``, ``us50``, ``h3`` and ``cpmp``.
"""

import argparse
import os
import platform
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numba
import numpy as np
import scipy
from instances import Instance, balanced, cpmp
from spain import spain

from comarca.engine.territories import align

BENCH = Path(os.environ.get("COMARCA_BENCH", "../shared/bench")) / "territories"
NAMES = ("spain", "es50", "es200", "us50", "cpmp")


def chosen(names: Iterable[str]) -> Iterator[Instance]:
    """Give the instances of some names."""
    for name in names:
        if name == "spain":
            home, free = spain(), spain(homes=False)
            yield Instance("spain 60 homes", home.problem, home.options(distance="home"))
            yield Instance("spain 60 free", free.problem, free.options())
        elif name == "cpmp":
            yield from cpmp(BENCH)
        else:
            file, k = {
                "es50": ("es_muni", 50), "es200": ("es_muni", 200), "us50": ("us_county", 50),
                "h3": ("es_h3r7", 1000),
            }[name]  # fmt: skip
            yield balanced(BENCH, file, k)


def measure(instance: Instance, seeds: int) -> str:
    """Solve with several seeds and return a row of the table."""
    seconds, values, inside, whole, borders, gaps = [], [], [], [], [], []
    for seed in range(1, seeds + 1):
        begun = time.perf_counter()
        result = align(instance.problem, replace(instance.options, seed=seed))
        seconds.append(time.perf_counter() - begun)
        value = instance.value(result)
        if instance.best_known:
            value = 100 * (value / instance.best_known - 1)
        values.append(value)
        broken = {v.territory for v in result.violations}
        inside.append(100 * (1 - len(broken) / len(result.pieces)))
        whole.append(int((result.pieces != 1).sum()))
        borders.append(result.cost["borders"])
        gaps.append(np.nan if result.gap is None else 100 * result.gap)
    unit = "% over best" if instance.best_known else "km"
    return (
        f"{instance.name:18} {statistics.median(seconds):6.1f} s (most {max(seconds):.1f})  "
        f"within limits {min(inside):5.1f}-{max(inside):5.1f} %, all in {inside.count(100.0)} of "
        f"{seeds}  broken {max(whole)}  {statistics.median(values):7.2f} {unit} "
        f"({min(values):.2f}-{max(values):.2f})  cut {statistics.median(borders):.0f}  "
        f"gap {statistics.median(gaps):.2f} %"
    )


def main() -> None:
    """Print the machine, the versions and one row an instance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--seeds", type=int, default=5)
    given = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}, "
        f"Numba {numba.__version__}"
    )
    for instance in chosen(given.names):
        print(measure(instance, given.seeds), flush=True)


if __name__ == "__main__":
    main()
