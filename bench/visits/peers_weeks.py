"""A person's week in VROOM, OR-Tools and PyVRP: each day is a vehicle, a day is 1,440 minutes.

Each answers with the minutes driven plus the value of what it left out, in its own rounding to
seconds; NaN where it left out something required. PyVRP knows no breaks, and models several opening
hours as alternative clients; VROOM knows no values, only priorities.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from peers import CpuSeconds, _guided

from comarca.engine.visits import Problem

SECONDS = 60
DAY = 1440 * SECONDS
Seconds = tuple[int, int]


def _hours(problem: Problem) -> list[Seconds]:
    people = problem.people
    spans = zip(people.opens[0].tolist(), people.closes[0].tolist(), strict=True)
    return [
        (d * DAY + int(a * SECONDS), d * DAY + int(b * SECONDS)) for d, (a, b) in enumerate(spans)
    ]


def _starts(problem: Problem) -> list[list[Seconds]]:
    """Return, for each account, the spans in which a visit may begin."""
    answer: list[list[Seconds]] = [[] for _ in range(problem.accounts.size)]
    for a, day, opens, closes in problem.accounts.windows.tolist():
        last = closes - problem.accounts.minutes[int(a)]
        if last >= opens:
            at = int(day) * DAY
            answer[int(a)].append((at + int(opens * SECONDS), at + int(last * SECONDS)))
    return [sorted(spans) for spans in answer]


def _table(problem: Problem) -> np.ndarray:
    at = [int(problem.people.home_start[0]), *problem.accounts.place.tolist()]
    return np.round(problem.minutes[np.ix_(at, at)] * SECONDS).astype(np.int64)


def _judged(problem: Problem, seconds: float, left: list[int]) -> float:
    if any(problem.accounts.required[a] for a in left):
        return float("nan")
    return seconds / SECONDS + float(sum(problem.accounts.value[a] for a in left))


def vroom_week(problem: Problem, seconds: float, seed: int) -> float:
    import vroom

    stop, model, accounts = CpuSeconds(seconds), vroom.Input(), problem.accounts
    model.set_durations_matrix("car", _table(problem).astype(np.uint32))
    for day, (opens, closes) in enumerate(_hours(problem)):
        rests = [
            vroom.Break(
                i + 1, service=int(long * SECONDS),
                time_windows=[(day * DAY + int(a * SECONDS), day * DAY + int(b * SECONDS))],
            )
            for i, (_, d, a, b, long) in enumerate(problem.people.breaks.tolist()) if d == day
        ]  # fmt: skip
        model.add_vehicle(
            vroom.Vehicle(day + 1, start=0, end=0, profile="car", time_window=(opens, closes),
                          breaks=rests)
        )  # fmt: skip
    for a, spans in enumerate(_starts(problem)):
        priority = 100 if accounts.required[a] else min(99, int(accounts.value[a]))
        model.add_job(
            vroom.Job(a + 1, location=a + 1, default_service=int(accounts.minutes[a] * SECONDS),
                      priority=priority, time_windows=spans)
        )  # fmt: skip
    best = float("nan")
    for depth in range(6):
        answer = model.solve(exploration_level=depth, nb_threads=1)
        stops = answer.routes
        done = set(stops.loc[stops["type"] == "job", "id"].astype(int) - 1)
        left = [a for a in range(accounts.size) if a not in done]
        best = float(np.fmin(best, _judged(problem, answer.summary.duration, left)))
        if stop(0):
            break
    return best


def ortools_week(problem: Problem, seconds: float, seed: int) -> float:
    from ortools.constraint_solver import pywrapcp

    stop, accounts, hours = CpuSeconds(seconds), problem.accounts, _hours(problem)
    manager = pywrapcp.RoutingIndexManager(accounts.size + 1, len(hours), 0)
    routing = pywrapcp.RoutingModel(manager)
    table = _table(problem)
    service = np.concatenate([[0.0], accounts.minutes]) * SECONDS
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(table.tolist()))
    ride = routing.RegisterTransitMatrix((table + service.astype(int)[:, None]).tolist())
    routing.AddDimension(ride, DAY, len(hours) * DAY, False, "time")
    times, solver = routing.GetDimensionOrDie("time"), routing.solver()
    for v, (opens, closes) in enumerate(hours):
        times.CumulVar(routing.Start(v)).SetRange(opens, closes)
        times.CumulVar(routing.End(v)).SetRange(opens, closes)
        rests = [
            solver.FixedDurationIntervalVar(
                v * DAY + int(a * SECONDS), v * DAY + int(b * SECONDS), int(long * SECONDS), False,
                f"break {v}",
            )
            for _, d, a, b, long in problem.people.breaks.tolist() if d == v
        ]  # fmt: skip
        if rests:
            lengths = [int(service[manager.IndexToNode(i)]) for i in range(routing.Size())]
            times.SetBreakIntervalsOfVehicle(rests, v, lengths)
    for a, spans in enumerate(_starts(problem)):
        index = manager.NodeToIndex(a + 1)
        times.CumulVar(index).SetRange(spans[0][0], spans[-1][1])
        for (_, before), (after, _) in pairwise(spans):
            times.CumulVar(index).RemoveInterval(before + 1, after - 1)
        price = 10_000.0 if accounts.required[a] else accounts.value[a]
        routing.AddDisjunction([index], int(price * SECONDS))
    routing.AddSearchMonitor(solver.CustomLimit(lambda: stop(0)))
    answer = routing.SolveWithParameters(_guided(seconds))
    if answer is None:
        return float("nan")
    nodes = [manager.NodeToIndex(a + 1) for a in range(accounts.size)]
    left = [a for a, i in enumerate(nodes) if answer.Value(routing.NextVar(i)) == i]
    paid = sum(10_000.0 if accounts.required[a] else accounts.value[a] for a in left)
    return _judged(problem, answer.ObjectiveValue() - paid * SECONDS, left)


def pyvrp_week(problem: Problem, seconds: float, seed: int) -> float:
    from pyvrp import Model

    stop, accounts, model = CpuSeconds(seconds), problem.accounts, Model()
    places = [model.add_location(0, 0) for _ in range(accounts.size + 1)]
    depot = model.add_depot(places[0])
    for opens, closes in _hours(problem):
        model.add_vehicle_type(
            1, start_depot=depot, end_depot=depot, tw_early=opens, tw_late=closes
        )
    whose = []
    for a, spans in enumerate(_starts(problem)):
        group = model.add_client_group(required=bool(accounts.required[a]))
        for early, late in spans:
            model.add_client(
                places[a + 1], service_duration=int(accounts.minutes[a] * SECONDS), tw_early=early,
                tw_late=late, prize=int(accounts.value[a] * SECONDS), required=False, group=group,
            )  # fmt: skip
            whose.append(a)
    for i, row in enumerate(_table(problem).tolist()):
        for j, far in enumerate(row):
            model.add_edge(places[i], places[j], distance=far, duration=far)
    best = model.solve(stop, seed=seed, display=False).best
    if not best.is_feasible():
        return float("nan")
    done = {
        whose[one.idx] for route in best.routes() for one in route.schedule() if one.is_client()
    }  # fmt: skip
    return _judged(problem, best.distance(), [a for a in range(accounts.size) if a not in done])


Peer = Callable[[Problem, float, int], float]
BREAKS: dict[str, Peer] = {"VROOM": vroom_week, "OR-Tools": ortools_week}
PROSPECTS: dict[str, Peer] = {"PyVRP": pyvrp_week, "VROOM": vroom_week, "OR-Tools": ortools_week}
