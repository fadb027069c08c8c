"""Read periodic (PVRP) and orienteering (TOPTW) instances as weeks of visits."""

import os
from pathlib import Path

import numpy as np

from comarca.engine.visits import Accounts, People, Problem

BENCH = Path(os.environ.get("COMARCA_BENCH", "../shared/bench")) / "visits"
CELLS = [
    "c104:2", "r104:2", "r108:2", "rc104:2", "rc108:2", "c101:3", "r101:4", "pr02:2", "pr04:1",
    "pr04:2", "pr06:2", "pr10:2",
]  # fmt: skip
NO_LIMIT = 1e9


def best_known() -> dict[str, float]:
    lines = (BENCH / "pvrp_best_known.csv").read_text().split()[1:]
    return {name: float(value) for name, value in (line.split(",") for line in lines)}


def _rows(path: Path) -> list[list[float]]:
    lines = path.read_text().splitlines()
    return [[float(cell) for cell in line.split()] for line in lines if line.strip()]


def _between(rows: list[list[float]]) -> np.ndarray:
    xy = np.array([row[1:3] for row in rows])
    return np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))


def pvrp(name: str) -> Problem:
    """Vehicles are people, day sets are listed patterns, capacity is load."""
    rows = _rows(BENCH / "pvrp" / name)
    _, vehicles, n, days = (int(cell) for cell in rows[0])
    limits, rows = rows[1 : 1 + days], rows[1 + days : 2 + days + n]
    table = _between(rows)
    patterns = tuple(
        tuple(
            tuple(d for d in range(days) if int(code) >> (days - 1 - d) & 1)
            for code in row[7 : 7 + int(row[6])]
        )
        for row in rows[1:]
    )
    homes = np.zeros(vehicles, np.int64)
    longest = [limit or NO_LIMIT for limit, _ in limits]
    people = People(
        homes, homes, np.zeros((vehicles, days)), np.tile(longest, (vehicles, 1)),
        most_load=np.tile([load for _, load in limits], (vehicles, 1)),
    )  # fmt: skip
    accounts = Accounts(
        # Two accounts of p11 say that they want no visit, yet list days: the days count.
        np.arange(1, n + 1), np.array([len(sets[0]) if sets else 0 for sets in patterns]),
        np.array([row[3] for row in rows[1:]]), patterns=patterns,
        load=np.array([row[4] for row in rows[1:]]),
    )  # fmt: skip
    return Problem(table, table, np.arange(days) % 7, people, accounts)


def toptw(cell: str) -> Problem:
    """Paths are people of one day; every visit is optional and worth its profit."""
    name, _, paths = cell.partition(":")
    rows = _rows(BENCH / "toptw" / f"{name}.txt")[2:]
    cut = 100 if name.startswith("pr") else 10
    table = np.floor(_between(rows) * cut + 1e-9) / cut
    k, n = int(paths), len(rows) - 1
    homes = np.zeros(k, np.int64)
    windows = [(i, 0, row[-2], row[-1] + row[3]) for i, row in enumerate(rows[1:])]
    people = People(homes, homes, np.zeros((k, 1)), np.full((k, 1), rows[0][-1]))
    accounts = Accounts(
        np.arange(1, n + 1), np.ones(n, np.int64), np.array([row[3] for row in rows[1:]]),
        required=np.zeros(n, bool), value=np.array([row[4] for row in rows[1:]]),
        windows=np.array(windows),
    )  # fmt: skip
    return Problem(table, table, np.array([0]), people, accounts)
