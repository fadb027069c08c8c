"""The three proposals a manager compares: most compact, fairest, least change."""

from dataclasses import replace
from typing import Literal

from comarca.engine.territories.problem import InvalidProblem, Options, Problem

Preset = Literal["most_compact", "fairest", "least_change"]
PRESETS: tuple[Preset, ...] = ("most_compact", "fairest", "least_change")
FAIRER = 0.3
CHANGE_PRICE = 4.0


def preset(name: Preset, problem: Problem, options: Options) -> Options:
    """Return the options that pursue one of them within the same tolerances.

    Parameters
    ----------
    name
        ``most_compact`` uses the tolerance to the full; ``fairest`` aims at under a third of it;
        ``least_change`` starts from ``problem.current`` and moves only what balance demands.
    problem, options
        What is to be divided, and the manager's own options.

    Raises
    ------
    InvalidProblem
        If the least change is asked for and no unit has a territory today.

    Examples
    --------
    >>> import numpy as np
    >>> two = Problem(xy=np.zeros((2, 2)), measures={"work": np.ones(2)})
    >>> preset("fairest", two, Options(k=2)).balance
    0.3
    """
    if name == "most_compact":
        return replace(options, balance=1.0)
    if name == "fairest":
        return replace(options, balance=min(options.balance, FAIRER))
    if problem.current is None or not (problem.current >= 0).any():
        raise InvalidProblem("The least change needs the territories of today.")
    return replace(options, moved_weight=max(options.moved_weight, CHANGE_PRICE))
