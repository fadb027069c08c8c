"""How good any division can be at best, where nobody's home fixes the centres.

The p-median relaxation: at most k centres anywhere, balance and contiguity left out, solved by
Lagrangian relaxation of "each unit once" (Cornuejols, Fisher and Nemhauser, *Management Science*
23, 1977). A centre may lie anywhere in the plane, so the plane is cut into cells, and a distance
between two cells counts as the least that two points in them can have: the value stays below the
optimum however coarse the cells are, and is the weaker the more territories there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from comarca.engine.territories.problem import Floats, Ints, Options, Problem
from comarca.engine.territories.search.cells import served, worths

CELLS = 2000
"""Cells a territory covers on average."""
MOST_CELLS = 24_000
ROUNDS = 100
"""Steps of the subgradient."""


@dataclass(frozen=True)
class Bound:
    """A proven lower bound of the distance, and where it comes from; None where there is none."""

    value: float | None = None
    kind: str = ""


def together(bounds: Sequence[Bound]) -> Bound:
    """Return the bound of a problem from those of all its parts; none where one has none."""
    values = [each.value for each in bounds if each.value is not None]
    if not values or len(values) < len(bounds):
        return Bound()
    kinds = {each.kind for each in bounds}
    return Bound(sum(values), "exact" if kinds == {"exact"} else "transport")


def median_bound(problem: Problem, options: Options, k: int, above: float) -> Bound:
    """Return a lower bound of the distance of any division into k territories.

    ``above`` is the distance of a known division; it only guides the steps.
    """
    if options.distance == "home" or problem.travel is not None or above <= 0:
        return Bound()
    grid = _grid(problem.xy, problem.weight, min(CELLS * k, MOST_CELLS))
    value = _lagrangian(grid, k, above)
    return Bound(min(max(value, 0.0), above), "median")


class Grid(NamedTuple):
    """Cells with weight, and the offsets between cells in order of their least distance."""

    weight: Floats
    row: Ints
    column: Ints
    step: Ints
    far: Floats
    shape: Ints


def _grid(xy: Floats, weight: Floats, cells: int) -> Grid:
    low, span = xy.min(axis=0), np.maximum(np.ptp(xy, axis=0), 1e-9)
    side = max(float(np.sqrt(span.prod() / cells)), float(span.max()) / cells)
    shape = np.floor(span / side).astype(np.int64) + 1
    at = np.minimum(((xy - low) / side).astype(np.int64), shape - 1)
    cell = at[:, 0] * shape[1] + at[:, 1]
    load = np.bincount(cell, weights=weight, minlength=int(shape.prod()))
    held = np.flatnonzero(load > 0)
    rows, columns = np.meshgrid(*(np.arange(1 - each, each) for each in shape), indexing="ij")
    step = np.column_stack([rows.ravel(), columns.ravel()])
    # two points of neighbouring cells may touch, those of the next may be one side apart
    far = np.hypot(*np.maximum(np.abs(step) - 1, 0).T) * side
    order = np.argsort(far, kind="stable")
    return Grid(
        np.asarray(load[held], dtype=np.float64),
        held // shape[1],
        held % shape[1],
        step[order],
        far[order],
        shape,
    )


def _lagrangian(grid: Grid, k: int, above: float) -> float:
    """Return the best value of the relaxation; the value of every round is a bound."""
    price = grid.weight * 1.5 * above / max(float(grid.weight.sum()), 1e-12)
    worth, slope = np.zeros(int(grid.shape.prod())), np.zeros(len(grid.weight))
    best, pace, stuck = 0.0, 1.0, 0
    for _ in range(ROUNDS):
        worths(price, *grid, worth)
        opened = np.zeros(len(worth), dtype=np.int64)
        opened[np.argpartition(worth, k - 1)[:k] if k < len(worth) else slice(None)] = 1
        value = float(price.sum() + worth[opened == 1].sum())
        served(price, *grid, opened, slope)
        stuck = 0 if value > best else stuck + 1
        best = max(best, value)
        if stuck == 6:
            pace, stuck = pace / 2, 0
        size = float((slope**2).sum())
        if size == 0:
            break
        price = np.maximum(price + pace * (above - value) / size * slope, 0.0)
    return best
