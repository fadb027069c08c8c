"""More than one answer: the three proposals, true to their names, and seeds side by side."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from comarca.engine.progress import Report
from comarca.engine.territories.align import Watch, align
from comarca.engine.territories.problem import Options, Problem
from comarca.engine.territories.proposals import PRESETS, Preset, preset
from comarca.engine.territories.result import Result

Told = Callable[[Preset, float], bool | None]


def presets_for(problem: Problem) -> tuple[Preset, ...]:
    """Return the proposals worth offering: no least change where nobody has a territory today."""
    known = problem.current is not None and bool((problem.current >= 0).any())
    return PRESETS if known else PRESETS[:2]


def propose(
    problem: Problem, options: Options, report: Told | None = None, watch: Watch | None = None
) -> dict[Preset, Result]:
    """Return the proposals of a problem, each true to its name.

    The most compact is never farther than the fairest, the fairest never less balanced than the
    most compact: where the search has it otherwise, it goes on from the better one. Proposals
    that a cancel prevented are missing; one that a time limit cut short says so itself.

    Parameters
    ----------
    problem, options
        As for :func:`align`; the time limit is that of each search.
    report
        Called with the proposal and the share of all done; returning False cancels.
    watch
        As for :func:`align`.
    """
    wanted = presets_for(problem)
    found: dict[Preset, Result] = {}
    for number, name in enumerate(wanted):
        said = _told(report, name, number / len(wanted), 1 / len(wanted))
        found[name] = align(problem, preset(name, problem, options), said, watch=watch)
        if found[name].stopped == "cancelled":
            return found
    _keep_in_order(problem, options, found, report)
    return found


def _told(report: Told | None, name: Preset, begun: float, span: float) -> Report | None:
    """Return how one of the searches tells of its share of all."""
    if report is None:
        return None
    return lambda share, _text: report(name, begun + span * share)


def _keep_in_order(
    problem: Problem, options: Options, found: dict[Preset, Result], report: Told | None
) -> None:
    """Solve again from the better one where the compact is farther or the fair less balanced."""
    compact, fair = found["most_compact"], found["fairest"]
    if _better(fair, compact) and fair.cost["distance"] < compact.cost["distance"]:
        tried = _from(problem, options, "most_compact", fair, report)
        shorter = tried.cost["distance"] <= fair.cost["distance"]
        better = tried if shorter and _better(tried, fair) else fair
        found["most_compact"] = compact = better
    if _better(compact, fair) and worst(compact) < worst(fair):
        tried = _from(problem, options, "fairest", compact, report)
        fairer = worst(tried) <= worst(compact) and _better(tried, compact)
        found["fairest"] = tried if fairer else compact


def _from(
    problem: Problem, options: Options, name: Preset, start: Result, report: Told | None
) -> Result:
    again = preset(name, problem, options)
    said = _told(report, name, 0.99, 0.01)
    return align(problem, again, said, start=start.territory.astype(np.int64))


def _better(one: Result, other: Result) -> bool:
    """Return whether ``one`` breaks no more than ``other``."""
    return len(one.violations) <= len(other.violations)


def worst(result: Result) -> float:
    """Return the largest deviation of any measure."""
    return max((float(np.abs(away).max()) for away in result.deviation.values()), default=0.0)


def align_seeds(
    problem: Problem, options: Options, seeds: Sequence[int], workers: int = 2
) -> list[Result]:
    """Divide with several seeds side by side; return the answers, best first.

    The compiled search releases Python's lock, so threads are enough. Each answer is what its
    seed alone would give.

    Examples
    --------
    >>> line = Problem(xy=np.array([[0.0, 0], [1, 0]]), measures={"work": np.ones(2)},
    ...     edges=np.array([[0, 1]]))
    >>> len(align_seeds(line, Options(k=2), [1, 2]))
    2
    """
    with ThreadPoolExecutor(max_workers=max(workers, 1)) as pool:
        every = list(pool.map(lambda seed: align(problem, replace(options, seed=seed)), seeds))
    return sorted(every, key=lambda r: (len(r.violations), r.cost["distance"], r.seed))
