"""The benchmark instances: counties, municipalities, sparse companies, capacitated p-medians."""

import csv
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


def equal_parts(xy: np.ndarray, weight: np.ndarray, k: int) -> list[np.ndarray]:
    """Cut units ``(n,)`` in two across the longer way, again and again, into k of equal weight."""

    def cut(units: np.ndarray, count: int) -> list[np.ndarray]:
        if count == 1:
            return [units]
        long = np.ptp(xy[units], axis=0).argmax()
        order = units[np.argsort(xy[units, long], kind="stable")]
        filled, half = np.cumsum(weight[order]), count // 2
        at = int(np.searchsorted(filled, filled[-1] * half / count))
        at = min(max(at, half), len(order) - (count - half))
        return [*cut(order[:at], half), *cut(order[at:], count - half)]

    return cut(np.arange(len(weight)), k)


def with_homes(folder: Path, name: str, draw: int) -> Instance:
    """Fix homes for a map: in each of k parts of equal weight a town, drawn by its weight.

    Generated, from the map and the number of the draw alone: no version of the engine has a say.
    """
    whole = balanced(folder, name)
    xy, weight, k = whole.problem.xy, whole.problem.weight, int(whole.options.k or 0)
    dice = np.random.default_rng(draw)
    homes = []
    for part in equal_parts(xy, weight, k):
        middle = np.average(xy[part], axis=0, weights=weight[part] + 1e-9)
        near = np.argsort(np.linalg.norm(xy - middle, axis=1))[:12]
        pull = weight[near] + 1e-9
        homes.append(xy[dice.choice(near, p=pull / pull.sum())])
    problem = replace(whole.problem, homes=np.array(homes))
    return replace(whole, problem=problem, options=replace(whole.options, distance="home"))


def cpmp_file(folder: Path, name: str, seconds: float) -> Instance:
    """Read a capacitated p-median problem; the search goes on for ``seconds``."""
    with (folder / "best_known.csv").open(encoding="utf-8") as lines:
        row = {each["instance"]: each for each in csv.DictReader(lines)}[name]
    path = next((folder / "cpmp").glob(f"{name}.*"))
    numbers = [float(word) for word in path.read_text().split()]
    p, table = int(numbers[1]), np.array(numbers[2:]).reshape(-1, 4)
    floored = row["distance"].startswith("floored")
    far = np.linalg.norm(table[:, None, :2] - table[None, :, :2], axis=2) if floored else None
    problem = Problem(
        xy=table[:, :2], measures={"one": np.ones(len(table)), "demand": table[:, 3]},
        capacity=table[:, 2], capacity_measure="demand",
        travel=None if far is None else np.floor(far),
    )  # fmt: skip
    options = Options(k=p, distance="median", time_limit=seconds, prove=False)
    return Instance(name, problem, options, float(row["best_known"]), floored)
