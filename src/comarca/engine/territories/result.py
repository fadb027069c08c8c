"""The answer: who gets what, what it costs, what it breaks and how far from the best it is."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

ViolationCode = Literal[
    "empty", "in_pieces", "lands", "tolerance", "capacity", "forbidden", "moved"
]
AdviceCode = Literal[
    "unit_too_heavy", "others_starved", "unit_lopsided", "land_too_light", "locks_too_heavy",
    "locks_apart", "tolerance_reached", "tolerance_fine", "share_moved",
]  # fmt: skip
ReasonCode = Literal["locked", "relieves", "fills", "nearer", "joins"]


@dataclass(frozen=True)
class Violation:
    """One condition the answer does not meet, and why.

    ``what`` groups the codes (``pieces``, ``tolerance``, ``capacity``, ``forbidden``, ``moved``);
    ``value`` is what was counted and ``limit`` what was allowed; ``unit`` is -1 where none is
    meant, ``territory`` where all are. ``reason`` says it in English.
    """

    territory: int
    what: str
    measure: str
    value: float
    reason: str
    code: ViolationCode = "tolerance"
    limit: float = 0.0
    unit: int = -1


@dataclass(frozen=True)
class Advice:
    """Why no better answer was found, and the smallest change that would help.

    ``unit_too_heavy``: ``unit`` holds ``value`` of ``measure``, a territory at most ``limit``.
    ``others_starved``: with ``unit`` and its like in territories of their own, the others of its
    container hold ``value`` of the mean on average, and ``limit`` is the least allowed.
    ``unit_lopsided``: a territory with ``unit`` that has enough of every other measure holds at
    least ``value`` mean territories of ``measure``, and may hold ``limit``.
    ``land_too_light``: the land around ``unit`` holds ``value``, a territory needs ``limit``.
    ``locks_too_heavy``: what is locked into ``territory`` holds ``value``, more than ``limit``.
    ``locks_apart``: the locks of ``territory`` lie in ``value`` parts that nothing free joins.
    ``tolerance_reached``: ``measure`` could be kept within ``value``; ``limit`` was asked.
    ``tolerance_fine``: half of the work lies in units of ``value`` of a mean territory and more,
    far above the tolerance ``limit`` of ``measure``; it is said of valid answers, too.
    ``share_moved``: ``value`` of the work would have to move; ``limit`` was allowed.
    """

    code: AdviceCode
    territory: int = -1
    unit: int = -1
    measure: str = ""
    value: float = 0.0
    limit: float = 0.0


@dataclass(frozen=True)
class Reason:
    """Why one unit changes territory.

    ``locked``: a lock pushed it. ``relieves``: its old territory had too much of ``measure``, by
    the share ``value`` of a mean territory that the unit holds. ``fills``: its new one had too
    little. ``nearer``: it saves ``value`` metres. ``joins``: it keeps its new territory whole or
    its border straight.
    """

    unit: int
    before: int
    after: int
    code: ReasonCode
    measure: str = ""
    value: float = 0.0


@dataclass(frozen=True)
class Result:
    """A division.

    ``territory`` has shape ``(n,)``, values 0 to k - 1; ``totals`` and ``deviation`` are
    ``(k,)`` by measure, the deviation against the mean of the territory's container;
    ``pieces`` is the number of parts of each territory; ``cost`` has ``distance`` (weight x
    metres, or x travel), ``mean_distance``, ``border`` (length), ``borders`` (how many) and
    ``moved`` (share of the first measure). ``bound`` is a proven lower bound of
    ``cost["distance"]`` and ``bound_kind`` says where from: ``exact`` (every division was looked
    at), ``transport`` (fixed homes; within a percent or two) or ``median`` (free centres;
    ignores balance and contiguity, and is weak: a quarter to a half below). ``stopped`` is
    ``done``, ``time`` or ``cancelled``; where it is not ``done`` the search can go on with
    ``align(..., start=result.territory)``.
    """

    territory: NDArray[np.int32]
    centres: NDArray[np.float64]
    container: NDArray[np.int32]
    totals: dict[str, NDArray[np.float64]]
    deviation: dict[str, NDArray[np.float64]]
    pieces: NDArray[np.int32]
    cost: dict[str, float]
    violations: tuple[Violation, ...]
    bound: float | None
    stopped: str
    seed: int
    version: str
    bound_kind: str = ""
    advice: tuple[Advice, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def feasible(self) -> bool:
        """Return whether every condition is met."""
        return not self.violations

    @property
    def finished(self) -> bool:
        """Return whether the search came to its own end, not to a time limit or a cancel."""
        return self.stopped == "done"

    @property
    def gap(self) -> float | None:
        """Return how far above the proven bound the cost is (0.01 is 1 %), or None."""
        if self.bound is None or self.bound <= 0:
            return None
        return max(self.cost["distance"] / self.bound - 1, 0.0)
