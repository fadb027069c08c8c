"""Measure the division of territories: ``make bench-territories`` (``NAMES="us50 es200"``).

Reads the instances from ``COMARCA_BENCH`` (default ``../shared/bench``) and the demo from the
bundled pack. Every answer is judged by ``checker.py``, which shares no code with the engine.
Names: ``us50``, ``us50@2``, ``es50``, ``es100``, ``es200``, ``esb200`` (second weighting),
``h31000``, ``sparse1500k8`` (accounts, territories; ``@10`` for 10 %), ``cpmp``, ``demo``,
``peers``. Seconds are CPU seconds.
"""

import argparse
import os
import platform
import resource
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numba
import numpy as np
import scipy
from checker import Verdict, judge
from instances import Instance, balanced, cpmp, sparse
from spain import spain

from comarca.engine.territories import align

BENCH = Path(os.environ.get("COMARCA_BENCH", "../shared/bench")) / "territories"
NAMES = (
    "us50", "us50@2", "es50", "es100", "es200", "esb200", "sparse300k8", "sparse1500k8",
    "sparse1500k15", "sparse1500k30", "sparse1500k8@10", "sparse20000k8", "demo", "cpmp", "peers",
)  # fmt: skip


def chosen(names: Iterable[str], seconds: float) -> Iterator[Instance]:
    """Give the instances of some names."""
    for name in names:
        if name == "demo":
            home, free = spain(), spain(homes=False)
            yield Instance("demo 60 homes", home.problem, home.options(distance="home"))
            yield Instance("demo 60 free", free.problem, free.options())
        elif name == "cpmp":
            yield from cpmp(BENCH, seconds)
        elif name.startswith("sparse"):
            yield sparse(BENCH, name)
        else:
            yield balanced(BENCH, name)


def roundness(instance: Instance, territory: np.ndarray, k: int) -> float:
    """Return the least Polsby-Popper score of a territory (1 is a circle)."""
    if instance.area is None or instance.perimeter is None:
        return float("nan")
    edges, length = instance.problem.edges, instance.problem.edge_length
    same = territory[edges[:, 0]] == territory[edges[:, 1]]
    inner = np.bincount(territory[edges[same, 0]], length[same], minlength=k)
    around = np.bincount(territory, instance.perimeter, minlength=k) - 2 * inner
    area = np.bincount(territory, instance.area, minlength=k) * 1e6
    return float((4 * np.pi * area / around**2).min())


def measure(instance: Instance, seeds: int) -> str:
    """Solve with several seeds and return a row of the table."""
    seconds, verdicts, round_, gaps, values = [], [], [], [], []
    for seed in range(1, seeds + 1):
        begun = time.process_time()
        result = align(instance.problem, replace(instance.options, seed=seed))
        seconds.append(time.process_time() - begun)
        verdict = judge(instance.problem, instance.options, result.territory, result.container)
        verdicts.append(verdict)
        round_.append(roundness(instance, result.territory, len(result.container)))
        gaps.append(np.nan if result.gap is None else 100 * result.gap)
        if instance.best_known:
            values.append(100 * (instance.value(result) / instance.best_known - 1))
            if not result.feasible:
                values[-1] = np.inf
    if values:
        return f"| {instance.name} | {_mid(seconds, 1)} | {_mid(values, 2)} % above best known |"
    return row(instance.name, seconds, verdicts, round_, gaps)


def row(
    name: str, seconds: list[float], verdicts: list[Verdict], round_: list[float],
    gaps: list[float],
) -> str:  # fmt: skip
    """Return a row: median (least to most) of each figure."""
    good = sum(not v.problems for v in verdicts)
    return (
        f"| {name} | {_mid(seconds, 1)} | {good} of {len(verdicts)} | "
        f"{_mid([v.km for v in verdicts], 2)} | {_mid([v.cut for v in verdicts], 0)} | "
        f"{100 * min(v.within for v in verdicts):.1f} % | {min(round_):.2f} | "
        f"{statistics.median(gaps):.2f} % |"
    )


def _mid(values: list[float], digits: int) -> str:
    middle = statistics.median(values)
    return f"{middle:.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def main() -> None:
    """Print the machine, the versions and one row an instance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60.0, help="for each p-median file")
    given = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, NumPy {np.__version__}, SciPy {scipy.__version__}, "
        f"Numba {numba.__version__}\n\n"
        "| instance, K | CPU s | valid | km to the centroid | borders cut | least within | "
        "least Polsby-Popper | gap to bound |\n|---|---|---|---|---|---|---|---|"
    )
    for instance in chosen([n for n in given.names if n != "peers"], given.seconds):
        print(measure(instance, 1 if instance.best_known else given.seeds), flush=True)
    if "peers" in given.names:
        from peers import rows

        for line in rows(BENCH):
            print(line, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMost memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
