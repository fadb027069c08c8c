"""The benchmark instances: counties, municipalities, sparse companies, capacitated p-medians."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from comarca.engine.territories import Options, Problem, Result

FILES = {"us": "us_county", "es": "es_muni", "h3": "es_h3r7"}


@dataclass(frozen=True)
class Instance:
    """A problem with its options and, where known, the best value anybody reached."""

    name: str
    problem: Problem
    options: Options
    best_known: float | None = None
    floored: bool = False
    area: np.ndarray | None = None
    perimeter: np.ndarray | None = None

    def value(self, result: Result) -> float:
        """Return the cost as the source of a p-median instance counts it."""
        far = np.linalg.norm(self.problem.xy - result.centres[result.territory], axis=1)
        return float((np.floor(far) if self.floored else far).sum())


def balanced(folder: Path, name: str) -> Instance:
    """Read a map: ``es200`` (K=200), ``esb50`` (second weighting), ``us50@2`` (within 2 %)."""
    head, _, share = name.partition("@")
    key, k = head[:2], int(head[2:].removeprefix("b"))
    with np.load(folder / f"{FILES[key]}.npz") as data:
        weight = data["w2" if "b" in head[2:] else "w"].astype(np.float64)
        problem = Problem(
            xy=data["xy"].astype(np.float64), measures={"w": weight},
            edges=data["edges"].astype(np.int64), edge_length=data.get("elen"),
        )  # fmt: skip
        area, around = data.get("area"), data.get("perim")
    options = Options(k=k, tolerance={"w": float(share or 5) / 100}, prove=False)
    return Instance(name, problem, options, area=area, perimeter=around)


def sparse(folder: Path, name: str) -> Instance:
    """Scatter accounts over a tenth of Spain's municipalities: ``sparse1500k8@10``.

    Generated: towns draw more accounts, with a fixed seed; no company is like that.
    """
    head, _, share = name.partition("@")
    accounts, k = (int(word) for word in head.removeprefix("sparse").split("k"))
    whole = balanced(folder, f"es{k}@{share or 5}")
    weight, dice = whole.problem.weight, np.random.default_rng(7)
    towns = dice.choice(len(weight), len(weight) // 10, replace=False, p=weight / weight.sum())
    pull = np.zeros(len(weight))
    pull[towns] = weight[towns] ** 0.7
    drawn = dice.multinomial(accounts, pull / pull.sum()).astype(np.float64)
    return replace(whole, name=name, problem=replace(whole.problem, measures={"w": drawn}))


def cpmp(folder: Path, seconds: float) -> Iterator[Instance]:
    """Read the capacitated p-median problems, those with a known best value.

    The work is set so that a run takes about ``seconds`` of one core.
    """
    with (folder / "best_known.csv").open(encoding="utf-8") as lines:
        known = {row["instance"]: row for row in csv.DictReader(lines)}
    for path in sorted((folder / "cpmp").iterdir(), key=lambda p: p.stat().st_size):
        row = known.get(path.stem)
        if row is None:
            continue
        numbers = [float(word) for word in path.read_text().split()]
        p, table = int(numbers[1]), np.array(numbers[2:]).reshape(-1, 4)
        floored = row["distance"].startswith("floored")
        far = np.linalg.norm(table[:, None, :2] - table[None, :, :2], axis=2) if floored else None
        problem = Problem(
            xy=table[:, :2], measures={"one": np.ones(len(table)), "demand": table[:, 3]},
            capacity=table[:, 2], capacity_measure="demand",
            travel=None if far is None else np.floor(far),
        )  # fmt: skip
        options = Options(k=p, distance="median", steps=10**12, time_limit=seconds, prove=False)
        yield Instance(path.stem, problem, options, float(row["best_known"]), floored)
