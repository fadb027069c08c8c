"""Say in figures what a territory is, and what one division changes against another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comarca.engine.pieces import count_pieces
from comarca.engine.territories.arrays import sums
from comarca.engine.territories.problem import Floats, Ints

DETOUR = 1.3
KM_PER_HOUR = 60.0


@dataclass(frozen=True)
class Description:
    """Figures of each territory, all of shape ``(k,)``.

    ``totals`` and ``deviation`` by measure (against the mean of the own container), ``units``,
    ``pieces`` (1 is connected, 0 is empty), ``compactness`` (0 to 1, a circle is 1), ``border``
    (length towards other territories), ``mean_distance`` (metres, weighted by the first measure)
    and ``travel`` (hours of a single trip to the mean place, there and back).
    """

    totals: dict[str, Floats]
    deviation: dict[str, Floats]
    units: Ints
    pieces: NDArray[np.int32]
    compactness: Floats
    border: Floats
    mean_distance: Floats
    travel: Floats


@dataclass(frozen=True)
class Change:
    """What moves between two divisions: the units, and by measure how much and which share.

    ``gained`` and ``lost`` are ``(k,)`` by measure; ``amount`` and ``share`` are of all.
    """

    units: Ints
    amount: dict[str, float]
    share: dict[str, float]
    gained: dict[str, Floats]
    lost: dict[str, Floats]


def describe(
    territory: NDArray[np.integer],
    k: int,
    xy: Floats,
    measures: dict[str, Floats],
    edges: Ints,
    edge_length: Floats,
    *,
    container: NDArray[np.integer] | None = None,
    centres: Floats | None = None,
    area: Floats | None = None,
    perimeter: Floats | None = None,
) -> Description:
    """Return the figures of each territory.

    Compactness is Polsby and Popper's (*Yale Law & Policy Review* 9, 1991), ``4 pi area /
    perimeter^2``, where areas and perimeters are given in the unit of ``edge_length``; else the
    share of border length that lies inside.

    Parameters
    ----------
    territory
        Territory of each unit, shape ``(n,)``; -1 for none.
    k
        Number of territories.
    xy, measures, edges, edge_length
        As in :class:`~comarca.engine.territories.problem.Problem`.
    container
        Container of each territory, shape ``(k,)``.
    centres
        Homes in metres, ``(k, 2)``; None for the weighted middle.
    area, perimeter
        Of each unit, shape ``(n,)``.

    Examples
    --------
    >>> told = describe(np.array([0, 0, 1]), 2, np.array([[0.0, 0], [2, 0], [4, 0]]),
    ...     {"work": np.ones(3)}, np.array([[0, 1], [1, 2]]), np.ones(2))
    >>> told.totals["work"].tolist(), told.mean_distance.tolist()
    ([2.0, 1.0], [1.0, 0.0])
    """
    owner: Ints = np.asarray(territory, dtype=np.int64)
    mine = owner >= 0
    held = owner[mine]
    groups = np.zeros(k, dtype=np.int64) if container is None else np.asarray(container)
    totals = {name: sums(held, values[mine], k) for name, values in measures.items()}
    border, inner = _borders(owner, k, edges, edge_length)
    far = _mean_distance(owner, k, xy, next(iter(measures.values())), centres)
    return Description(
        totals=totals,
        deviation={name: _deviation(total, groups) for name, total in totals.items()},
        units=np.bincount(held, minlength=k),
        pieces=count_pieces(owner, edges, k),
        compactness=_compactness(held, mine, k, border, inner, area, perimeter),
        border=border,
        mean_distance=far,
        travel=2 * far / 1000 * DETOUR / KM_PER_HOUR,
    )


def _deviation(total: Floats, container: Ints) -> Floats:
    mean = sums(container, total) / np.maximum(np.bincount(container), 1)
    own = mean[container]
    answer: Floats = np.where(own > 0, total / np.maximum(own, 1e-12) - 1, 0.0)
    return answer


def _borders(territory: Ints, k: int, edges: Ints, length: Floats) -> tuple[Floats, Floats]:
    ends = territory[edges]
    cut = ends[:, 0] != ends[:, 1]
    border = np.zeros(k)
    for side in range(2):
        known = cut & (ends[:, side] >= 0)
        border += sums(ends[known, side], length[known], k)
    same = ~cut & (ends[:, 0] >= 0)
    return border, sums(ends[same, 0], length[same], k)


def _mean_distance(
    territory: Ints, k: int, xy: Floats, weight: Floats, centres: Floats | None
) -> Floats:
    mine = territory >= 0
    held, mass = territory[mine], weight[mine] + 1e-9
    inside = np.maximum(sums(held, mass, k), 1e-12)
    if centres is None:
        whole = [sums(held, mass * xy[mine, a], k) for a in range(2)]
        centres = np.column_stack(whole) / inside[:, None]
    far = np.linalg.norm(xy[mine] - centres[held], axis=1)
    return sums(held, mass * far, k) / inside


def _compactness(
    held: Ints,
    mine: NDArray[np.bool_],
    k: int,
    border: Floats,
    inner: Floats,
    area: Floats | None,
    perimeter: Floats | None,
) -> Floats:
    if area is None or perimeter is None:
        return inner / np.maximum(inner + border, 1e-12)
    surface = sums(held, area[mine], k)
    around = sums(held, perimeter[mine], k) - 2 * inner
    shape = 4 * np.pi * surface / np.maximum(around, 1e-12) ** 2
    return np.where(around > 0, np.minimum(shape, 1.0), 0.0)


def compare(
    before: NDArray[np.integer],
    after: NDArray[np.integer],
    k: int,
    measures: dict[str, Floats],
) -> Change:
    """Return what moves from one division to another; a unit without territory is not moved.

    Examples
    --------
    >>> change = compare(np.array([0, 0, 1]), np.array([0, 1, 1]), 2, {"work": np.ones(3)})
    >>> change.units.tolist(), round(change.share["work"], 2)
    ([1], 0.33)
    """
    before, after = np.asarray(before), np.asarray(after)
    units = np.flatnonzero((before != after) & (before >= 0))
    amount = {name: float(values[units].sum()) for name, values in measures.items()}
    total = {name: max(float(values.sum()), 1e-12) for name, values in measures.items()}
    moved_in = units[after[units] >= 0]
    return Change(
        units=units,
        amount=amount,
        share={name: amount[name] / total[name] for name in measures},
        gained={
            name: sums(after[moved_in], values[moved_in], k) for name, values in measures.items()
        },
        lost={name: sums(before[units], values[units], k) for name, values in measures.items()},
    )
