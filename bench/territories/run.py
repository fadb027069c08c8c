"""Measure the division of territories: ``make bench-territories`` (``QUICK=1``, ``ROWS="us50"``).

Reads the instances from ``COMARCA_BENCH`` (default ``../shared/bench``) and the demo from the
bundled pack. Every answer is judged by ``checker.py``, which shares no code with the engine. Each
row runs in a process of its own and is kept in ``var/bench-territories.json``: a run that was cut
short goes on where it stopped, and a row is measured again with ``--again`` or in a changed engine.
Seconds are CPU seconds.
"""

import argparse
import hashlib
import json
import os
import platform
import resource
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BENCH = Path(os.environ.get("COMARCA_BENCH", "../shared/bench")) / "territories"
PATIENCE = 900
"""CPU seconds after which a row is given up; of the clock, five times as many."""
KEPT = ROOT / "var" / "bench-territories.json"


def engine_stamp() -> str:
    """Return a mark of the engine's sources: a row counts for the engine that it measured."""
    sources = sorted((ROOT / "src/comarca/engine/territories").rglob("*.py"))
    every = b"".join(path.read_bytes() for path in sources if "tests" not in path.parts)
    return hashlib.sha256(every).hexdigest()[:12]


def one(key: str, seeds: int, seconds: float) -> None:
    """Measure one row or peer here, and print it as JSON."""
    if key.startswith("peer:"):
        from peers import peer

        print(json.dumps(peer(key, BENCH, seconds)))
        return
    from measure import measure
    from rows import ROWS, medians

    row = next(row for row in (*ROWS, *medians(seconds)) if row.key == key)
    print(json.dumps(measure(row, BENCH, seeds)))


def beside(key: str, seeds: int, seconds: float) -> dict[str, Any]:
    """Measure one row in a process of its own; what went wrong is a result, too."""
    call = [
        sys.executable,
        __file__,
        "--one",
        key,
        "--seeds",
        str(seeds),
        "--seconds",
        str(seconds),
    ]
    try:
        done = subprocess.run(
            call, capture_output=True, text=True, check=False, timeout=5 * PATIENCE,
            preexec_fn=_limited,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"failed": f"no answer in {5 * PATIENCE // 60} minutes of the clock"}
    if done.returncode == -signal.SIGXCPU:
        return {"failed": f"no answer in {PATIENCE // 60} minutes"}
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1] if done.stderr else "no word"}
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def _limited() -> None:
    """Give this process the CPU seconds of a row: a busy machine takes nothing from anybody."""
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 5))


def every(given: argparse.Namespace) -> None:
    """Measure what is not kept yet, row by row, and print the tables."""
    from peers import PEERS
    from rows import ROWS, medians
    from table import tables

    KEPT.parent.mkdir(exist_ok=True)
    kept: dict[str, Any] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    plan = [(row.key, 1 if given.quick else row.seeds) for row in ROWS
            if not (given.quick and row.slow)]  # fmt: skip
    plan += [(row.key, 1) for row in medians(given.seconds)]
    plan += [(key, 1) for key in PEERS if not (given.quick and key != "peer:gerrychain:us50")]
    for key, seeds in plan:
        if given.rows and key not in given.rows:
            continue
        mark = "peer" if key.startswith("peer:") else engine_stamp()
        old = kept.get(key, {})
        same = old.get("engine") in {mark, given.accept} and old.get("seeds", 0) >= seeds
        if same and not given.again:
            continue
        print(f"{key} …", file=sys.stderr, flush=True)
        found = beside(key, seeds, given.seconds)
        kept[key] = {**found, "engine": mark, "seeds": seeds, "load": os.getloadavg()[0],
                     "quick": given.quick, "seconds": given.seconds}  # fmt: skip
        KEPT.write_text(json.dumps(kept, indent=1))
    names = ("numpy", "scipy", "numba", "highspy")
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; "
        f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in names)
    )
    print(tables(kept, engine_stamp()))


def main() -> None:
    """Measure everything, or one row in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*")
    parser.add_argument("--quick", action="store_true", help="one seed, the slow rows left out")
    parser.add_argument("--again", action="store_true", help="measure rows that are kept, too")
    parser.add_argument("--seconds", type=float, default=60.0, help="for p-medians and peers")
    parser.add_argument("--accept", default="", help="take rows of this earlier engine as they are")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--seeds", type=int, default=1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.one, given.seeds, given.seconds)
    else:
        every(given)


if __name__ == "__main__":
    main()
