"""Plan everybody of a file, group by group, on one machine or a cluster."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from comarca.engine.executors import run_all
from comarca.engine.progress import Clock, Report
from comarca.engine.travel import Notice
from comarca.engine.visits.check import check
from comarca.engine.visits.files.groups import Group, problem
from comarca.engine.visits.model import Options, Result
from comarca.engine.visits.solving import plan


class BrokenPlan(RuntimeError):
    """A plan failed the independent check: never handed out."""


@dataclass(frozen=True)
class Task:
    """One group and how long to work on it."""

    group: Group
    options: Options


@dataclass(frozen=True)
class Planned:
    """One group's plan."""

    group: Group
    result: Result
    notices: tuple[Notice, ...]


def plan_group(task: Task) -> Planned:
    """Plan one group; runs in a worker."""
    posed, table = problem(task.group)
    result = plan(posed, task.options)
    breaches = check(posed, result)
    if breaches:
        raise BrokenPlan("; ".join(breaches[:3]))
    return Planned(task.group, result, table.notices)


def tasks(groups: list[Group], options: Options, workers: int) -> dict[int, Task]:
    """Share the CPU seconds of all workers out by visits; each group gets the same steps."""
    total = sum(one.visits for one in groups) or 1
    answer = {}
    for i, group in enumerate(groups):
        limit = options.time_limit
        if limit is not None and options.steps is None:
            limit = max(0.02, limit * min(workers, len(groups)) * group.visits / total)
        answer[i] = Task(group, replace(options, time_limit=limit, seed=options.seed + i))
    return answer


def plan_all(
    groups: list[Group],
    options: Options,
    open_executor: Callable[[], Any],
    workers: int,
    report: Report | None = None,
) -> Iterator[Planned]:
    """Give each group's plan as it is ready; ``report`` may cancel the rest."""
    clock = Clock(None, report)
    every = tasks(groups, options, workers)
    if len(every) == 1:
        yield plan_group(every[0])
        return
    # The largest first, so that nobody waits for a large one that began last.
    order = sorted(every, key=lambda i: -every[i].group.visits)
    ordered = {i: every[i] for i in order}

    def go_on(done: int) -> bool:
        return clock.go_on(done / max(1, len(every)), f"{done}/{len(every)}")

    for _, answer in run_all(plan_group, ordered, open_executor, go_on):
        yield answer
