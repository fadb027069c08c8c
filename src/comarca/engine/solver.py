"""Linear and integer models by HiGHS, solved so that a cancel is heard while they are.

HiGHS asks every few milliseconds whether to go on (its interrupt callbacks), and stops at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
GoOn = Callable[[], bool]
LOOK = 0.05
"""Seconds between two looks at whether to stop."""


class Model(NamedTuple):
    """Least ``cost @ x`` with ``low <= matrix @ x <= high`` and ``lower <= x <= upper``.

    ``n`` columns and ``r`` rows: ``cost``, ``lower`` and ``upper`` are ``(n,)``, ``matrix`` is a
    SciPy matrix ``(r, n)``, ``low`` and ``high`` are ``(r,)`` (infinite where a side is free), and
    ``whole`` says which columns are whole numbers, ``(n,)``.
    """

    cost: Floats
    matrix: Any
    low: Floats
    high: Floats
    lower: Floats
    upper: Floats
    whole: NDArray[np.bool_]


@dataclass(frozen=True)
class Solved:
    """The best point known ``x``, ``(n,)``; the prices of the rows, ``(r,)``; whether proven.

    Prices are those of a linear model: what a row's limit is worth; of an integer model they are
    empty.
    """

    x: Floats
    price: Floats
    proven: bool


def solved(
    model: Model,
    go_on: GoOn = lambda: True,
    *,
    gap: float = 0.0,
    nodes: int | None = None,
    presolve: bool = True,
) -> Solved | None:
    """Return the best point found; None where there is none, or where a cancel came first.

    Parameters
    ----------
    go_on
        Asked every 0.05 s; False stops the solver.
    gap
        Share of the optimum by which an integer answer may be dearer than the best bound.
    nodes
        Branches looked at at most: a limit in work, the same on a busy machine.
    presolve
        Whether to simplify the model first: it pays for large ones.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> two = np.ones(2)
    >>> knapsack = Model(np.array([-3.0, -2]), csr_matrix([[2.0, 1]]), np.array([-np.inf]),
    ...     np.array([2.0]), 0 * two, two, two > 0)
    >>> solved(knapsack).x.tolist()
    [1.0, 0.0]
    """
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802  # HiGHS greets on standard output here
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    highs: Any = Quiet()  # type: ignore[no-untyped-call]
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", gap)
    highs.setOptionValue("presolve", "choose" if presolve else "off")
    if nodes is not None:
        highs.setOptionValue("mip_max_nodes", nodes)
    asked = _Asked(go_on)
    for event in (highs.cbSimplexInterrupt, highs.cbIpmInterrupt, highs.cbMipInterrupt):
        event.subscribe(asked)
    highs.passModel(_written(model))
    highs.run()
    highs.clearCallbacks()
    status, found = highs.getModelStatus(), highs.getSolution()
    known = highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if asked.stopped or not known:
        return None
    proven = status == highspy.HighsModelStatus.kOptimal
    price = [] if model.whole.any() else found.row_dual
    return Solved(np.array(found.col_value), np.array(price, dtype=np.float64), proven)


class _Asked:
    """Passes HiGHS's question whether to go on, not more often than it pays."""

    def __init__(self, go_on: GoOn) -> None:
        self.go_on, self.last, self.stopped = go_on, monotonic(), False

    def __call__(self, event: Any) -> None:
        if not self.stopped and monotonic() - self.last >= LOOK:
            self.stopped, self.last = not self.go_on(), monotonic()
        if self.stopped:
            event.interrupt()


def _written(model: Model) -> Any:
    """Return the model as HiGHS takes it."""
    import highspy

    columns, lp = model.matrix.tocsc(), highspy.HighsLp()
    lp.num_row_, lp.num_col_ = columns.shape
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.cost, model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.low, model.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = columns.indptr
    lp.a_matrix_.index_ = columns.indices
    lp.a_matrix_.value_ = columns.data
    if model.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(each)] for each in model.whole]
    return lp
