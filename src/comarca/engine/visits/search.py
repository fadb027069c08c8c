"""Run the search in short stretches, so that it can report, be cancelled and keep its time."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from comarca.engine.progress import Report
from comarca.engine.visits.build import Built
from comarca.engine.visits.kernel.anneal import anneal, keep, total_cost
from comarca.engine.visits.kernel.chance import seeded
from comarca.engine.visits.kernel.data import Data, Floats, State
from comarca.engine.visits.kernel.space import (
    Best,
    Work,
    best_for,
    saved_for,
    state_for,
    work_for,
)
from comarca.engine.visits.kernel.start import adopt, begin
from comarca.engine.visits.known import place_known
from comarca.engine.visits.model import Options, Problem

STRETCH = 0.05  # seconds between two looks at the clock and the person who may cancel
STEPS = 200  # steps of every stretch where their number is given: the same on any machine
LONGEST_DAY = 400  # most stops of one day
FIRST = 20  # steps of the first stretch, before the pace is known


@dataclass(frozen=True)
class Found:
    """The best plan, with its search state, and why the search stopped."""

    state: State
    best: Best
    work: Work
    cost: float
    steps: int
    stopped: str


def search(
    built: Built,
    problem: Problem,
    options: Options,
    report: Report | None = None,
    clock: Callable[[], float] = time.thread_time,
) -> Found:
    """Return the best plan found within the steps, the time, or until cancelled."""
    begun, data = clock(), built.data
    longest = min(len(data.nodes), LONGEST_DAY) + 1
    best_first = options.best_first if len(_optional(data, options)) else 0.0
    state = state_for(data, longest)
    work, saved = work_for(data, longest, options.whole, best_first), saved_for(data, state)
    luck = seeded(options.seed)
    place_known(built, problem, state)
    least_free_first = np.argsort(work.freedom - 1e-9 * work.density, kind="stable")
    begin(data, state, work, saved, luck, least_free_first)
    best = best_for(state)
    keep(state, best)
    known = float(total_cost(data, state))
    hot, cold = _heat(data, state, options)
    done, pace, stopped = 0, FIRST, "steps"
    while len(data.accounts) and len(data.routes):
        spent = clock() - begun
        share = _share(options, done, spent)
        if report is not None and report(share, "") is False:
            stopped = "cancelled"
            break
        if options.time_limit is not None and spent >= options.time_limit:
            stopped = "time"
            break
        if options.steps is not None and done >= options.steps:
            break
        pace = pace if options.steps is None else min(STEPS, options.steps - done)
        ahead = _share(options, done + pace, spent + STRETCH)
        known = anneal(
            data, state, work, saved, best, luck, pace,
            hot * (cold / hot) ** share, hot * (cold / hot) ** ahead,
            options.removed, options.blink, known,
        )  # fmt: skip
        done += pace
        pace = _next_pace(pace, clock() - begun - spent)
    adopt(data, state, best)
    return Found(state, best, work, known, done, stopped)


def _next_pace(pace: int, took: float) -> int:
    return max(1, min(100_000, round(pace * min(4.0, STRETCH / max(took, 1e-6)))))


def _share(options: Options, done: int, spent: float) -> float:
    if options.steps is not None:
        return min(1.0, done / max(1, options.steps))
    return min(1.0, spent / max(options.time_limit or 1.0, 1e-9))


def _heat(data: Data, state: State, options: Options) -> tuple[float, float]:
    """Scale the temperatures to the mean cost of a stop, or of what is optional."""
    stops = max(1, int(state.routes["count"][:-1].sum()))
    scale = float(state.routes["travel"][:-1].sum()) / stops
    if scale <= 0:
        scale = float(data.cost.mean()) or 1.0
    # What is optional comes and goes at its value: a temperature far below would freeze it.
    optional = _optional(data, options)
    if len(optional):
        scale = max(scale, float(optional.mean()))
    return options.hot * scale, options.cold * scale


def _optional(data: Data, options: Options) -> Floats:
    """Return the values of what may be left out."""
    values = data.accounts["miss"]
    return np.asarray(values[(values > 0) & (values < options.charges.missed)])
