"""Measure visit plans: ``run.py [--seconds 10] [--seeds 5] [pvrp] [toptw] [replan]``.

Instances come from ``COMARCA_BENCH``. Ours counts CPU seconds of this process, so that other work
on the machine does not show; peers count as their library does. Peers are those of
``requirements/bench.in``; one that is not installed is said to be missing. Every plan of ours is
checked independently before it counts.
"""

import argparse
import statistics
import time
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from instances import CELLS, best_known, pvrp, toptw

from comarca.engine.visits import Charges, Options, plan
from comarca.engine.visits.check import check
from comarca.engine.visits.replan import difference, replan, without_hours


def measured(problem, options: Options):
    result = plan(problem, options, clock=time.process_time)
    breaches = check(problem, result)
    if breaches:
        raise SystemExit(f"A plan failed the check: {breaches[0]}")
    return result


def run_pvrp(seconds: float, seeds: int) -> None:
    gaps: dict[str, list[float]] = {}
    for name, known in best_known().items():
        problem = pvrp(name)
        for seed in range(1, seeds + 1):
            result = measured(problem, Options(seed=seed, time_limit=seconds))
            lost = sum(one.visits for one in result.left_out)
            gap = 100 * (result.cost["travel"] / known - 1) if not lost else float("inf")
            gaps.setdefault(name, []).append(gap)
        row = gaps[name]
        print(
            f"| {name} | {known:.2f} | {statistics.median(row):.2f} | {max(row):.2f} |", flush=True
        )
    means = [statistics.fmean(row[s] for row in gaps.values()) for s in range(seeds)]
    print(f"| **mean of {len(gaps)}** | | {statistics.median(means):.2f} | {max(means):.2f} |")


def run_toptw(seconds: float, seeds: int) -> None:
    from peers import TOPTW

    table: dict[str, dict[str, float]] = {}
    for cell in CELLS:
        problem = toptw(cell)
        own = []
        for seed in range(1, seeds + 1):
            options = Options(seed=seed, time_limit=seconds, charges=Charges(minute=1e-3))
            result = measured(problem, options)
            own.append(sum(problem.accounts.value[one.account] for one in result.visits))
        table[cell] = {"Comarca": statistics.median(own), "worst": min(own)}
        for name, solve in TOPTW.items():
            try:
                table[cell][name] = solve(problem, seconds, 1)
            except ImportError:
                table[cell][name] = float("nan")
        print(f"| {cell} | " + " | ".join(f"{v:.0f}" for v in table[cell].values()), flush=True)
    names = list(table[CELLS[0]])
    totals = {name: sum(row[name] for row in table.values()) for name in names}
    print("| **total** | " + " | ".join(f"{name} {value:.0f}" for name, value in totals.items()))


def run_replan(seconds: float, seeds: int) -> None:
    rng = np.random.default_rng(1)
    from shapes import week

    for seed in range(1, seeds + 1):
        problem = week(rng, 72)
        known = measured(problem, Options(seed=seed, time_limit=seconds)).visits
        changed = without_hours(problem, 0, 1, 0.0, 780.0)
        begun = time.perf_counter()
        again = replan(changed, known)
        took = time.perf_counter() - begun
        hit = {one.account for one in known if one.day == 1}
        rest = tuple(one for one in known if one.account not in hit)
        kept = difference(rest, again.visits).share_kept
        print(f"| {seed} | {len(known)} | {1000 * took:.0f} ms | {100 * kept:.0f} % kept |")


def run_throughput(seconds: float, seeds: int) -> None:
    from shapes import week

    problems = [week(np.random.default_rng(seed), 72) for seed in range(10)]
    long = [measured(p, Options(seed=1, time_limit=seconds)).total for p in problems]
    for limit in (0.05, 0.1, 0.125, 0.25, 0.5):
        begun = time.process_time()
        quick = [measured(p, Options(seed=2, time_limit=limit)).total for p in problems]
        each = (time.process_time() - begun) / len(problems)
        gap = 100 * (statistics.fmean(q / b for q, b in zip(quick, long, strict=True)) - 1)
        print(f"| {limit} | {1 / each:.1f} persons a second | {gap:.1f} % above {seconds} s |")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["pvrp", "toptw", "throughput", "replan"])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seeds", type=int, default=5)
    flags = parser.parse_args()
    for name in ("pyvrp", "pyvroom", "ortools", "numba"):
        try:
            print(f"{name} {version(name)}")
        except PackageNotFoundError:
            print(f"{name} is missing: make bench-visits installs it")
    measured(pvrp("p01"), Options(steps=50, time_limit=None))  # compile before the clock runs
    runs = {
        "pvrp": run_pvrp,
        "toptw": run_toptw,
        "replan": run_replan,
        "throughput": run_throughput,
    }
    for what in flags.what:
        print(f"\n{what}, {flags.seconds} s, {flags.seeds} seeds")
        runs[what](flags.seconds, flags.seeds)


if __name__ == "__main__":
    main()
