"""The benchmark instances: counties, municipalities, and capacitated p-median problems."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from comarca.engine.territories import Options, Problem, Result


@dataclass(frozen=True)
class Instance:
    """A problem with its options and, where known, the best value anybody reached."""

    name: str
    problem: Problem
    options: Options
    best_known: float | None = None
    floored: bool = False

    def value(self, result: Result) -> float:
        """Return the cost as the source of the instance counts it."""
        if self.best_known is None:
            return result.cost["mean_distance"] / 1000
        far = np.linalg.norm(self.problem.xy - result.centres[result.territory], axis=1)
        weight = np.floor(far) if self.floored else far
        return float(weight.sum())


def balanced(folder: Path, file: str, k: int) -> Instance:
    """Read a map to be divided within 5 % of equal weight."""
    with np.load(folder / f"{file}.npz") as data:
        problem = Problem(
            xy=data["xy"].astype(np.float64), measures={"w": data["w"].astype(np.float64)},
            edges=data["edges"].astype(np.int64),
            edge_length=data.get("elen"),
        )  # fmt: skip
    return Instance(f"{file} {k}", problem, Options(k=k, tolerance={"w": 0.05}))


def cpmp(folder: Path) -> Iterator[Instance]:
    """Read the capacitated p-median problems, those with a known best value."""
    with (folder / "best_known.csv").open(encoding="utf-8") as lines:
        known = {row["instance"]: row for row in csv.DictReader(lines)}
    for path in sorted((folder / "cpmp").iterdir(), key=lambda p: p.stat().st_size):
        row = known.get(path.stem)
        if row is None:
            continue
        numbers = [float(word) for word in path.read_text().split()]
        p, table = int(numbers[1]), np.array(numbers[2:]).reshape(-1, 4)
        problem = Problem(xy=table[:, :2], measures={"demand": table[:, 3]}, capacity=table[:, 2])
        yield Instance(
            path.stem, problem, Options(k=p, distance="median", border_weight=0.0),
            float(row["best_known"]), row["distance"].startswith("floored"),
        )  # fmt: skip
