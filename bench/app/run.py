"""Measure the application as a user meets it, and write ``docs/performance.md``.

``make bench`` (or ``python bench/app/run.py --rounds 3``); takes some minutes.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from measure import machine, memory_of, run_measured, spread
from running import ROOT, comarca, served

sys.path.insert(0, str(ROOT / "bench" / "imports"))
REPORT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench/app begins -->", "<!-- bench/app ends -->"
Rows = list[tuple[str, str]]


def say(text: str) -> None:
    """Print a step at once."""
    print(f"» {text}", flush=True)


def demo(data: Path) -> Rows:
    """Build the demo, then start it a second time."""
    say("Demo")
    whole, memory, output = run_measured(data, "demo")
    again, _, _ = run_measured(data, "demo")
    rows = [
        ("Demo from nothing", f"{whole:.0f} s, {memory:.0f} MB"),
    ]  # fmt: skip
    steps = [(float(s), name) for name, s in re.findall(r"» (.+) \((\d+) s\)", output)]
    for (begun, name), (ended, _) in zip(steps, [*steps[1:], (whole, "")], strict=True):
        rows.append((f"… of that: {name}", f"{ended - begun:.0f} s"))
    return [*rows, ("The demo a second time", f"{again:.1f} s")]


def pages(data: Path, rounds: int) -> Rows:
    """Start the server, look at the map in a browser, and weigh the processes."""
    from browser import map_times

    say("Start, memory, map")
    starts = []
    for _ in range(rounds - 1):
        with served(data) as server:
            starts.append(server.seconds_to_answer)
    with served(data) as server:
        starts.append(server.seconds_to_answer)
        time.sleep(3)
        idle = memory_of(server.process)
        paints, settled, recolourings = map_times(server.url, rounds)
        busy = memory_of(server.process)
    return [
        ("`comarca serve` until `/health/` answers", spread(starts)),
        ("Memory at rest: web", f"{idle['web']:.0f} MB"),
        ("Memory at rest: worker", f"{idle['worker']:.0f} MB"),
        ("Memory of web after the map was opened", f"{busy['web']:.0f} MB"),
        ("Map of 8,250 units and 12,236 accounts: until it is ready to work with", spread(paints)),
        ("… until every tile has come (empty browser cache)", spread(settled)),
        ("Recolouring all units (script)", spread(recolourings, 1, "ms")),
    ]


def import_of(data: Path, count: int) -> Rows:
    """Import a large, ugly file from the command line."""
    from make_file import make, towns

    say(f"Import of {count:,} rows")
    comarca(data, "init")
    import os

    os.environ["COMARCA_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
    import django

    django.setup()
    file = data / "bench.csv"
    make(file, count, towns())
    seconds, memory, _ = run_measured(data, "import", str(file), "--json")
    return [(f"Import of {count:,} rows: preview and import", f"{seconds:.0f} s, {memory:.0f} MB")]


def million(data: Path, rounds: int) -> Rows:
    """Ask for tiles of a million accounts."""
    from tiles import Visitor, multiply, tile_times

    say("A million accounts")
    count = multiply(data)
    with served(data) as server:
        visitor = Visitor(server, "admin@comarca.example", "comarca-demo")
        tiles = tile_times(visitor, rounds * 5)
        memory = memory_of(server.process)
    rows = [(f"Memory of web with {count:,} accounts on the map", f"{memory['web']:.0f} MB")]
    for tile, first, later, size in tiles:
        text = f"{spread(later, 1, 'ms')}; first {first:.0f} ms; {size / 1024:.0f} kB"
        rows.append((f"Tile {tile} of {count:,} accounts", text))
    return rows


def hundred_thousand(data: Path, rounds: int) -> Rows:
    """Colour, narrow and group a hundred thousand accounts on the map."""
    from tiles import Visitor, filter_times, multiply

    say("A hundred thousand accounts")
    count = multiply(data, 8)
    with served(data) as server:
        visitor = Visitor(server, "admin@comarca.example", "comarca-demo")
        times = filter_times(visitor, rounds)
    rows = []
    for name, first, later, legend in times:
        text = f"{spread(later, 1, 'ms')}; first {first:.0f} ms; legend {legend:.0f} ms"
        rows.append((f"Map of {count:,} accounts, {name}", text))
    return rows


def write(sections: dict[str, Rows]) -> None:
    """Put the figures between the marks of the report."""
    lines = [
        BEGIN,
        f"Measured on {datetime.now(UTC):%d %B %Y} by `make bench` (median, least and most).",
        "",
        *(f"- {line}" for line in machine()),
    ]
    for title, rows in sections.items():
        lines += ["", f"### {title}", "", "| What | Measured |", "|---|---|"]
        lines += [f"| {what} | {value} |" for what, value in rows]
    block = "\n".join([*lines, END])
    old = REPORT.read_text() if REPORT.exists() else f"# Performance\n\n{BEGIN}{END}\n"
    before, after = old.split(BEGIN)[0], old.split(END)[-1]
    REPORT.write_text(f"{before}{block}{after}")


def main() -> None:
    """Measure everything, or the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    sections: dict[str, Rows] = {}
    with tempfile.TemporaryDirectory(prefix="comarca-bench-") as folder:
        first, second, third = (Path(folder) / name for name in ("demo", "import", "million"))
        sections["Demo and alignment"] = demo(first)
        sections["Pages"] = pages(first, options.rounds)
        shutil.copytree(first, third)
        sections["Accounts on the map"] = hundred_thousand(
            Path(shutil.copytree(first, Path(folder) / "thousands")), options.rounds
        )
        sections["Tiles"] = million(third, options.rounds)
        sections["Import"] = import_of(second, options.rows)
    write(sections)
    say(f"Written: {REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
