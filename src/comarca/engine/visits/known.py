"""Place what is known before the search: appointments, and the published plan."""

import numpy as np

from comarca.engine.visits.build import Built
from comarca.engine.visits.kernel.data import State
from comarca.engine.visits.kernel.start import restore, sleep_at
from comarca.engine.visits.model import PlannedVisit, Problem


def place_known(built: Built, problem: Problem, state: State) -> None:
    """Fill the days with appointments and published visits in order of time, where they hold."""
    data, nodes = built.data, built.data.nodes
    for person, day, place in problem.slept:
        a, b = data.route_of[person, day], data.route_of[person, day + 1]
        if a >= 0 and b >= 0 and place in data.beds:
            sleep_at(data, state, int(a), int(b), place)
    wanted: list[tuple[float, int, int, int]] = []
    for node in np.flatnonzero(nodes["pinned"]).tolist():
        one = problem.appointments[built.appointment[node]]
        wanted.append((one.start, 0, int(node), int(data.route_of[one.person, one.day])))
    for node, visit in _published(built, problem):
        wanted.append((visit.start, 1, node, int(data.route_of[visit.person, visit.day])))
    # Appointments first of all: a visit that would push one aside is left to the search.
    for kind in (0, 1):
        for _, own, node, r in sorted(wanted):
            if own == kind and r >= 0:
                restore(data, state, r, node, kind == 0)


def _published(built: Built, problem: Problem) -> list[tuple[int, PlannedVisit]]:
    """Return the node that each published visit becomes, where the account still wants it."""
    data, answer = built.data, []
    used = set(np.flatnonzero(data.nodes["pinned"]).tolist())
    last: dict[int, tuple[int, int]] = {}
    for visit in sorted(problem.published, key=lambda one: (one.account, one.day)):
        first, end = data.accounts["first"][visit.account], data.accounts["end"][visit.account]
        before, day = last.get(visit.account, (int(first) - 1, -1))
        apart = visit.day - day
        for node in range(before + 1, int(end)):
            lo, hi = data.nodes["slot_lo"][node], data.nodes["slot_hi"][node]
            near = day < 0 or apart >= (node - before) * data.accounts["gap_min"][visit.account]
            if node not in used and lo <= visit.day <= hi and near and _may(built, visit):
                answer.append((node, visit))
                last[visit.account] = (node, visit.day)
                break
    return answer


def _may(built: Built, visit: PlannedVisit) -> bool:
    data = built.data
    return bool(data.allowed[visit.account, visit.person]) and bool(
        data.day_charge[visit.account, visit.day] < 1e14
    )
