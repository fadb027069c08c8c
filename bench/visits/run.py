"""Measure visit plans: ``run.py [--seconds 10] [--seeds 5] [--keep FILE] [--ours] WHAT...``.

WHAT is any of pvrp, toptw, weeks, throughput, replan; all of them, each at the seconds of the
tables in ``docs/benchmarks/visits.md``, where none is named. Instances come from
``COMARCA_BENCH``. Every budget counts CPU seconds of this process, ours and the peers', so that
other work on the machine does not show. Peers are those of ``requirements/bench.in``; one that is
not installed is said to be missing. Every plan of ours is checked independently before it counts.
``--keep FILE`` keeps results and goes on where a run ended; ``--ours`` leaves the peers for another
run.
"""

import argparse
import os
import statistics
import time
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from instances import CELLS, best_known, pvrp, toptw
from ledger import Ledger

from comarca.engine.visits import Charges, Options, Problem, Result, plan
from comarca.engine.visits.check import check
from comarca.engine.visits.replan import difference, replan, without_hours

DRIVING = Charges(level=0.0)  # the instances ask for the shortest way, not for even days
PRIZES = Charges(minute=1e-3, level=0.0)


def measured(problem: Problem, options: Options) -> Result:
    result = plan(problem, options, clock=time.process_time)
    breaches = check(problem, result)
    if breaches:
        raise SystemExit(f"A plan failed the check: {breaches[0]}")
    return result


def ours_pvrp(problem: Problem, seconds: float, seed: int) -> dict[str, Any]:
    from peers_pvrp import days_of

    result = measured(problem, Options(seed=seed, time_limit=seconds, charges=DRIVING))
    lost = sum(one.visits for one in result.left_out)
    days = days_of(problem, result.visits)
    return {"value": result.cost["travel"], "lost": lost, "steps": result.steps, "days": days}


def ours_toptw(problem: Problem, seconds: float, seed: int) -> dict[str, Any]:
    result = measured(problem, Options(seed=seed, time_limit=seconds, charges=PRIZES))
    value = float(sum(problem.accounts.value[one.account] for one in result.visits))
    return {"value": value, "steps": result.steps}


def ours_week(problem: Problem, seconds: float, seed: int) -> dict[str, Any]:
    result = measured(problem, Options(seed=seed, time_limit=seconds, charges=DRIVING))
    return {"value": result.cost["travel"] + result.cost["left_out"]}


def asked(solve: Any, *arguments: Any) -> dict[str, Any]:
    try:
        return {"value": solve(*arguments)}
    except ImportError as error:
        print(f"{error.name} is missing: make bench-visits installs it")
        return {"value": float("nan")}


def seeds_of(
    book: Ledger, what: str, name: str, work: Any, problem: Problem, seconds: float, seeds: int
) -> list[dict[str, Any]]:
    return [
        book.once((what, name, "Comarca", seconds, s), partial(work, problem, seconds, s))
        for s in range(1, seeds + 1)
    ]


def peers_of(
    book: Ledger, what: str, name: str, solvers: dict[str, Any], problem: Problem, seconds: float
) -> list[float]:
    return [
        book.once(
            (what, name, peer, seconds, 1), partial(asked, solve, problem, seconds, 1)
        )["value"]
        for peer, solve in solvers.items()
    ]  # fmt: skip


def row(*cells: Any) -> None:
    print("| " + " | ".join(f"{c:.2f}" if isinstance(c, float) else str(c) for c in cells) + " |",
          flush=True)  # fmt: skip


def run_pvrp(seconds: float, seeds: int, book: Ledger, peers: bool) -> None:
    from peers_pvrp import balanced, pyvrp_days

    row("file", "best known", "ours, median %", "worst %", "dropped", "PyVRP, our days %",
        "PyVRP, balanced days %")  # fmt: skip
    table: dict[str, list[float]] = {}
    for name, known in best_known().items():
        problem = pvrp(name)
        own = seeds_of(book, "pvrp", name, ours_pvrp, problem, seconds, seeds)
        solvers = {
            "PyVRP, our days": partial(pyvrp_days, days=own[0]["days"]),
            "PyVRP, balanced days": partial(pyvrp_days, days=balanced(problem)),
        }
        others = peers_of(book, "pvrp", name, solvers, problem, seconds) if peers else []
        gaps = [100 * (one["value"] / known - 1) for one in own]
        table[name] = gaps
        lost = max(one["lost"] for one in own)
        row(name, known, statistics.median(gaps), max(gaps), lost,
            *(100 * (value / known - 1) for value in others))  # fmt: skip
    means = [statistics.fmean(gaps[s] for gaps in table.values()) for s in range(seeds)]
    row(f"**mean of {len(table)}**", "", statistics.median(means), max(means), "", "", "")


def run_toptw(seconds: float, seeds: int, book: Ledger, peers: bool) -> None:
    from peers import TOPTW

    row("cell", "ours, median", "worst", *TOPTW)
    table = []
    for cell in CELLS:
        problem = toptw(cell)
        own = [
            one["value"]
            for one in seeds_of(book, "toptw", cell, ours_toptw, problem, seconds, seeds)
        ]
        others = peers_of(book, "toptw", cell, TOPTW, problem, seconds) if peers else []
        table.append([statistics.median(own), min(own), *others])
        row(cell, *table[-1])
    totals = np.sum(table, axis=0).tolist()
    row("**total**", *totals)
    if peers:
        print(f"\nOurs against the best peer: {totals[0] / max(totals[2:]):.3f}")


def run_weeks(seconds: float, seeds: int, book: Ledger, peers: bool) -> None:
    """Print the minutes driven plus the value of what was left out; less is better."""
    from peers_weeks import BREAKS, PROSPECTS
    from weeks import weeks

    for kind, solvers in (("breaks", BREAKS), ("prospects", PROSPECTS)):
        row(kind, "ours, median", "worst", *solvers)
        for who, problem in weeks(kind).items():
            name = f"{kind} {who}"
            own = [
                one["value"]
                for one in seeds_of(book, "weeks", name, ours_week, problem, seconds, seeds)
            ]
            others = peers_of(book, "weeks", name, solvers, problem, seconds) if peers else []
            row(who, statistics.median(own), max(own), *others)


def run_replan(seconds: float, seeds: int, book: Ledger, peers: bool) -> None:
    from shapes import week

    rng = np.random.default_rng(1)
    row("seed", "visits", "wall ms", "CPU ms", "% that keep their day")
    for seed in range(1, seeds + 1):
        problem = week(rng, 72)
        known = measured(problem, Options(seed=seed, time_limit=min(seconds, 5.0))).visits
        changed = without_hours(problem, 0, 1, 0.0, 780.0)
        begun, cpu = time.perf_counter(), time.process_time()
        again = replan(changed, known)
        took, cpu = time.perf_counter() - begun, time.process_time() - cpu
        hit = {one.account for one in known if one.day == 1}
        rest = tuple(one for one in known if one.account not in hit)
        kept = difference(rest, again.visits).share_kept
        row(seed, len(known), round(1000 * took), round(1000 * cpu), round(100 * kept))


def run_throughput(seconds: float, seeds: int, book: Ledger, peers: bool) -> None:
    from shapes import week

    problems = [week(np.random.default_rng(seed), 72) for seed in range(10)]
    long = [measured(p, Options(seed=1, time_limit=seconds)).total for p in problems]
    row("CPU seconds each", "persons a second", f"% above {seconds} s")
    for limit in (0.05, 0.1, 0.125, 0.25, 0.5):
        begun = time.process_time()
        quick = [measured(p, Options(seed=2, time_limit=limit)).total for p in problems]
        each = (time.process_time() - begun) / len(problems)
        gaps = [100 * (q / b - 1) for q, b in zip(quick, long, strict=True)]
        row(limit, 1 / each, statistics.fmean(gaps))


RUNS = {
    "pvrp": run_pvrp,
    "toptw": run_toptw,
    "weeks": run_weeks,
    "replan": run_replan,
    "throughput": run_throughput,
}


USUAL = (
    ("pvrp", 10.0), ("toptw", 1.0), ("toptw", 10.0), ("weeks", 2.0), ("throughput", 5.0),
    ("replan", 5.0),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", help=", ".join(RUNS))
    parser.add_argument("--long", action="store_true", help="PVRP at 60 s as well")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--ours", action="store_true", help="leave the peers for another run")
    flags = parser.parse_args()
    for name in ("pyvrp", "pyvroom", "ortools", "numba"):
        try:
            print(f"{name} {version(name)}")
        except PackageNotFoundError:
            print(f"{name} is missing: make bench-visits installs it")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; CPU seconds of one process")
    measured(pvrp("p01"), Options(steps=50, time_limit=None))  # compile before the clock runs
    wanted = [(what, flags.seconds) for what in flags.what]
    wanted = wanted or [*USUAL, *([("pvrp", 60.0)] if flags.long else [])]
    for what, seconds in wanted:
        print(f"\n{what}, {seconds} s, {flags.seeds} seeds", flush=True)
        RUNS[what](seconds, flags.seeds, Ledger(flags.keep), not flags.ours)


if __name__ == "__main__":
    main()
