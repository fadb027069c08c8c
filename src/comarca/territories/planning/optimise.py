"""Let the engine divide a plan, and keep each answer as a proposal."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import numpy as np

from comarca.engine.executors import executor
from comarca.engine.territories import Options, align, preset, presets_for, propose
from comarca.team.models import Person
from comarca.territories.models import Plan, Proposal
from comarca.territories.planning.arrays import Ints, PlanArrays
from comarca.territories.planning.incumbent import KINDS, Incumbent, Report
from comarca.territories.planning.oversized import subdivide_oversized
from comarca.territories.planning.proposals import keep
from comarca.territories.planning.settings import OptimiserSettings

NAMES = {kind: name for name, kind in KINDS.items()}
# More answers to choose from: other random numbers, and half and twice the tolerance.
MORE: tuple[tuple[int, float], ...] = ((1, 1.0), (2, 1.0), (0, 0.5), (0, 2.0))


def optimise(
    plan: Plan, settings: OptimiserSettings, report: Report, job: Any = None
) -> list[Proposal]:
    """Find the proposals of a plan; ``report`` hears share, sentence and the best so far.

    Raises ``CannotOptimise`` with a remedy where the plan cannot be divided as asked.
    """
    arrays = arrays_of(plan, settings, getattr(job, "requested_by", None))
    live = Incumbent(arrays, report)
    found = propose(arrays.problem, options_of(arrays), live.tell, live.watch)
    return [keep(arrays, KINDS[name], result, job, settings) for name, result in found.items()]


def arrays_of(plan: Plan, settings: OptimiserSettings, person: Person | None) -> PlanArrays:
    """Return a plan as the engine reads it, its oversized units cut if that is wished."""
    if settings.subdivide:
        subdivide_oversized(PlanArrays(plan, settings), person)
    return PlanArrays(plan, settings)


def options_of(arrays: PlanArrays) -> Options:
    """Return the engine's options where several proposals share the time."""
    return arrays.options(
        time_limit=arrays.settings.time_limit / len(presets_for(arrays.problem))
    )  # fmt: skip


def a_process() -> AbstractContextManager[Executor]:
    """Give one process that can work on a question beside this one."""
    return executor(workers=1)


class Beside:
    """The proposals of a plan, sought by a process of its own while this one goes on."""

    def __init__(self, plan: Plan, settings: OptimiserSettings, pool: Executor) -> None:
        self.arrays = arrays_of(plan, settings, None)
        self.found = pool.submit(propose, self.arrays.problem, options_of(self.arrays))

    def keep(self) -> list[Proposal]:
        """Wait for the answers, and keep them as proposals."""
        return [
            keep(self.arrays, KINDS[name], result, None, self.arrays.settings)
            for name, result in self.found.result().items()
        ]


def more(
    plan: Plan, settings: OptimiserSettings, report: Report, job: Any = None
) -> list[Proposal]:
    """Find more answers to the same question: other seeds, a narrower and a wider tolerance."""
    arrays = PlanArrays(plan, settings)
    live = Incumbent(arrays, report)
    found: list[Proposal] = []
    for number, asked in enumerate(variations(settings)):
        options = replace(
            arrays.options(time_limit=settings.time_limit / len(MORE)),
            seed=asked.seed, tolerance=asked.tolerances,
        )  # fmt: skip
        told = live.part(number, len(MORE))
        result = align(
            arrays.problem, preset("most_compact", arrays.problem, options), told, watch=live.watch
        )
        found.append(keep(arrays, Proposal.Kind.COMPACT, result, job, asked))
        if result.stopped == "cancelled":
            break
    return found


def variations(settings: OptimiserSettings) -> Iterator[OptimiserSettings]:
    """Give the questions of ``more``; seeds count on from the given one."""
    for ahead, factor in MORE:
        measures = tuple(
            row.model_copy(update={"tolerance": min(row.tolerance * factor, 10.0)})
            for row in settings.measures
        )
        yield settings.model_copy(update={"seed": settings.seed + ahead, "measures": measures})


def go_on(
    proposal: Proposal, settings: OptimiserSettings, report: Report, job: Any = None
) -> list[Proposal]:
    """Search on from where a proposal stands; what it finds takes its place."""
    arrays = PlanArrays(proposal.plan, settings)
    live = Incumbent(arrays, report)
    name = NAMES[proposal.kind]
    if name not in presets_for(arrays.problem):
        name = "most_compact"
    options: Options = preset(name, arrays.problem, arrays.options(time_limit=settings.time_limit))
    start = start_of(arrays, proposal)
    result = align(arrays.problem, options, live.part(0, 1), start=start, watch=live.watch)
    return [keep(arrays, proposal.kind, result, job, settings)]


def start_of(arrays: PlanArrays, proposal: Proposal) -> Ints | None:
    """Return a proposal's division in the engine's numbers, ``(n,)``; None where it fits no more.

    The engine numbers territories container by container.
    """
    division = dict(zip(proposal.assignment["unit"], proposal.assignment["territory"], strict=True))
    if set(division) != set(arrays.units.tolist()):
        return None
    chosen = np.array([division[int(unit)] for unit in arrays.units])
    if arrays.settings.homes or arrays.current is not None:
        place = {t.pk: number for number, (t, _p) in enumerate(arrays.order)}
    else:
        container = arrays.containers[0]
        home = dict(zip(chosen.tolist(), container.tolist(), strict=True))
        place = {pk: number for number, pk in enumerate(sorted(home, key=lambda t: (home[t], t)))}
        if len(place) < len(arrays.order):
            return None
    if not set(chosen.tolist()) <= set(place):
        return None
    return np.array([place[pk] for pk in chosen.tolist()], dtype=np.int64)
