"""The rows of the benchmark: what is divided, how often, and what was aimed at."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from instances import Instance, balanced, cpmp_file, sparse, with_homes
from spain import by_region, present, spain

Make = Callable[[Path], Instance]


@dataclass(frozen=True)
class Row:
    """One row: its key, its group in the table, how the instance is made, and the target.

    ``proposals`` solves for both proposals at once and holds them to their order; ``seeds`` is the
    number in a full run, in a quick one it is 1; ``slow`` rows are left out of a quick run.
    """

    key: str
    group: str
    title: str
    make: Make
    target: str = ""
    seeds: int = 5
    proposals: bool = False
    slow: bool = False


def _map(name: str) -> Make:
    return lambda folder: balanced(folder, name)


def _homes(name: str, draw: int) -> Make:
    return lambda folder: with_homes(folder, name, draw)


def _sparse(name: str) -> Make:
    return lambda folder: sparse(folder, name)


def _demo(folder: Path) -> Instance:
    del folder
    home = spain()
    return Instance("demo", home.problem, home.options(distance="home"))


def _measures(count: int, share: float) -> Make:
    """Balance two or three measures at once: both weightings, and the area."""

    def make(folder: Path) -> Instance:
        first, second = balanced(folder, "es100"), balanced(folder, "esb100")
        measures = {"w": first.problem.weight, "w2": second.problem.weight}
        if count == 3:
            measures["area"] = np.asarray(first.area, dtype=np.float64)
        options = replace(first.options, tolerance=dict.fromkeys(measures, share))
        return replace(first, problem=replace(first.problem, measures=measures), options=options)

    return make


def _made(count: int, share: float) -> Make:
    """Balance measures that go along with each other, more or less, as a company's do.

    Generated: the second and third are the first, each unit's times what chance gives it.
    """

    def make(folder: Path) -> Instance:
        first, dice = balanced(folder, "es100"), np.random.default_rng(5)
        weight = first.problem.weight
        measures = {"w": weight}
        for number in range(2, count + 1):
            measures[f"w{number}"] = weight * dice.lognormal(0, 0.3, len(weight))
        options = replace(first.options, tolerance=dict.fromkeys(measures, share))
        return replace(first, problem=replace(first.problem, measures=measures), options=options)

    return make


def _regions(*, cells: bool) -> Make:
    def make(folder: Path) -> Instance:
        del folder
        land = by_region(cells=cells)
        return Instance("regions", land.problem, land.options())

    return make


def _cap(folder: Path) -> Instance:
    del folder
    land = present()
    return Instance("cap", land.problem, land.options(distance="home", max_moved=0.15))


MAPS = "Maps"
SPARSE = "Few people, customers in a tenth of the units"
HOMES = "Fixed homes, above the transport bound"
WISHES = "Wishes"
GROWTH = "Growth"
ROWS: tuple[Row, ...] = (
    Row("us50", MAPS, "US counties 50, ±5 %", _map("us50"), "117 km, 1,100 borders, 1 s"),
    Row("us50@2", MAPS, "US counties 50, ±2 %", _map("us50@2"), "126 km, 1 s"),
    Row("es50", MAPS, "Spain 50, ±5 %", _map("es50"), "31.4 km, 2 s"),
    Row("es100", MAPS, "Spain 100, ±5 %", _map("es100"), "21.5 km, 2 s"),
    Row("es200", MAPS, "Spain 200, ±5 %", _map("es200"), "14.7 km, 3,700 borders, 10 s"),
    Row("esb50", MAPS, "Spain 50, second weighting", _map("esb50"), seeds=3),
    Row("esb100", MAPS, "Spain 100, second weighting", _map("esb100"), seeds=3),
    Row("esb150", MAPS, "Spain 150, second weighting, ±15 %", _map("esb150@15"), seeds=3),
    *(
        Row(f"sparse{n}k{k}@{share}", SPARSE, f"{n:,} accounts, {k} people, ±{share} %",
            _sparse(f"sparse{n}k{k}@{share}"), "every proposal, 5 s", 3, proposals=True)
        for n in (300, 1500, 20000) for k in (8, 15, 30)
        for share in ((5, 10) if n == 1500 else (10,) if n == 300 else (5,))
    ),
    Row("demo", HOMES, "the demo's 60, Madrid in cells", _demo, "1.0 %", 3),
    *(
        Row(f"{name}homes@{draw}", HOMES, f"{title}, draw {draw}", _homes(name, draw), aim, 1)
        for name, title, aim in (("us50", "US counties 50", "0.7 %"), ("es200", "Spain 200", "1 %"))
        for draw in (11, 12, 13)
    ),
    *(
        Row(f"made{n}@{share}", WISHES, f"Spain 100, {word} measures that go along, ±{share} %",
            _made(n, share / 100), "5 of 5")
        for n, word in ((2, "two"), (3, "three")) for share in (5, 10, 15)
    ),
    Row("two@5", WISHES, "Spain 100, two measures, ±5 %", _measures(2, 0.05), "5 of 5", 3),
    Row("two@10", WISHES, "Spain 100, two measures, ±10 %", _measures(2, 0.10), "5 of 5", 3),
    Row("three@15", WISHES, "Spain 100, three measures, ±15 %", _measures(3, 0.15), "5 of 5", 3),
    Row("regions", WISHES, "57 over the 15 regions of the mainland, ±5 %", _regions(cells=False),
        "5 of 5, or which cannot", 2),
    Row("regions-cells", WISHES, "the same, Madrid in cells and exclaves joined",
        _regions(cells=True), "5 of 5"),
    Row("cap", WISHES, "the demo, at most 15 % moved, ±5 %", _cap, "feasible", 2),
    Row("us8", GROWTH, "3,105 units, 8 territories", _map("us8"), "falling with K", 2),
    Row("es8", GROWTH, "7,958 units, 8 territories", _map("es8"), "falling with K", 2),
    Row("es60", GROWTH, "7,958 units, 60 territories", _map("es60"), "", 2),
    Row("h360", GROWTH, "93,042 units, 60 territories", _map("h360"), "linear", 1, slow=True),
    Row("h38", GROWTH, "93,042 units, 8 territories", _map("h38"), "below 60's", 1, slow=True),
    Row("h31000", GROWTH, "93,042 units, 1,000 territories, ±5 %", _map("h31000"),
        "all, 120 s, 1.5 GB", 1, slow=True),
)  # fmt: skip
MEDIANS = (
    "cpmp01", "cpmp05", "cpmp11", "cpmp20", "SJC1", "SJC3a", "SJC4a", "lin318_040", "u724_030",
    "rl1304_050", "pr2392_150", "fnl4461_0100", "fnl4461_0500", "p3038_600", "p3038_800",
)  # fmt: skip


def medians(seconds: float) -> tuple[Row, ...]:
    """Return the capacitated p-median files, each with this time limit of one core."""
    return tuple(
        Row(name, "Capacitated p-median", name, _median(name, seconds), "1 % at 60 s", 1)
        for name in MEDIANS
    )


def _median(name: str, seconds: float) -> Make:
    return lambda folder: cpmp_file(folder, name, seconds)
