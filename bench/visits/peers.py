"""The same instances in PyVRP, VROOM and OR-Tools: what each can model, in its own words.

Budgets count CPU seconds of this process, as ours do; VROOM takes whole runs of rising depth until
the budget is spent, as it stops by itself.
"""

import time
from collections.abc import Callable

import numpy as np

from comarca.engine.visits import Problem

SCALE = 100  # the libraries count in whole numbers
WORTH = 10_000  # of a unit of value, so that no drive outweighs it


class CpuSeconds:
    """Stop PyVRP after so many CPU seconds."""

    def __init__(self, seconds: float) -> None:
        self.end = time.process_time() + seconds

    def __call__(self, best_cost: int) -> bool:
        """Return whether the time is spent."""
        return time.process_time() >= self.end


def pyvrp_toptw(problem: Problem, seconds: float, seed: int) -> float:
    """Model clients with a prize; return the sum of the prizes that were collected."""
    from pyvrp import Model

    accounts, model = problem.accounts, Model()
    stop = CpuSeconds(seconds)
    places = [model.add_location(0, 0) for _ in range(len(problem.minutes))]
    depot = model.add_depot(places[0])
    end = int(problem.people.closes[0, 0] * SCALE)
    model.add_vehicle_type(
        problem.people.size, start_depot=depot, end_depot=depot, tw_early=0, tw_late=end
    )
    for a, (_, _, opens, closes) in enumerate(accounts.windows.tolist()):
        model.add_client(
            places[accounts.place[a]], service_duration=int(accounts.minutes[a] * SCALE),
            tw_early=int(opens * SCALE), tw_late=int((closes - accounts.minutes[a]) * SCALE),
            prize=int(accounts.value[a] * WORTH), required=False,
        )  # fmt: skip
    for i, one in enumerate(places):
        for j, other in enumerate(places):
            far = round(problem.minutes[i, j] * SCALE)
            model.add_edge(one, other, distance=far, duration=far)
    best = model.solve(stop, seed=seed, display=False).best
    return float(best.prizes()) / WORTH if best.is_feasible() else float("nan")


def vroom_toptw(problem: Problem, seconds: float, seed: int) -> float:
    """Model jobs with a priority, which VROOM puts first of all; it knows no seed."""
    import vroom

    accounts, model = problem.accounts, vroom.Input()
    begun = time.process_time()
    table = np.round(problem.minutes * SCALE).astype(np.uint32)
    model.set_durations_matrix("car", table)
    end = int(problem.people.closes[0, 0] * SCALE)
    for v in range(problem.people.size):
        model.add_vehicle(vroom.Vehicle(v + 1, start=0, end=0, profile="car", time_window=(0, end)))
    for a, (_, _, opens, closes) in enumerate(accounts.windows.tolist()):
        model.add_job(
            vroom.Job(
                a + 1, location=a + 1, default_service=int(accounts.minutes[a] * SCALE),
                priority=min(100, int(accounts.value[a])),
                time_windows=[(int(opens * SCALE), int((closes - accounts.minutes[a]) * SCALE))],
            )
        )  # fmt: skip
    best = 0.0
    for depth in range(6):
        answer = model.solve(exploration_level=depth, nb_threads=1)
        stops = answer.routes
        done = stops.loc[stops["type"] == "job", "id"].astype(int) - 1
        best = max(best, float(accounts.value[done.to_numpy()].sum()))
        if time.process_time() - begun > seconds:
            break
    return best


def ortools_toptw(problem: Problem, seconds: float, seed: int) -> float:
    """Model stops that may be dropped at their value, guided local search; it knows no seed."""
    from ortools.constraint_solver import pywrapcp

    accounts, stop = problem.accounts, CpuSeconds(seconds)
    manager = pywrapcp.RoutingIndexManager(len(problem.minutes), problem.people.size, 0)
    routing = pywrapcp.RoutingModel(manager)
    service = np.concatenate([[0.0], accounts.minutes])
    table = np.round((problem.minutes + service[:, None]) * SCALE).astype(int)
    transit = routing.RegisterTransitMatrix(table.tolist())
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(
        np.round(problem.minutes).astype(int).tolist()))  # fmt: skip
    end = int(problem.people.closes[0, 0] * SCALE)
    routing.AddDimension(transit, end, end, False, "time")
    times = routing.GetDimensionOrDie("time")
    for a, (_, _, opens, closes) in enumerate(accounts.windows.tolist()):
        index = manager.NodeToIndex(a + 1)
        times.CumulVar(index).SetRange(
            int(opens * SCALE), int((closes - accounts.minutes[a]) * SCALE)
        )
        routing.AddDisjunction([index], int(accounts.value[a] * WORTH))
    routing.AddSearchMonitor(routing.solver().CustomLimit(lambda: stop(0)))
    answer = routing.SolveWithParameters(_guided(seconds))
    if answer is None:
        return float("nan")
    return float(
        sum(
            value
            for a, value in enumerate(accounts.value)
            if answer.Value(routing.NextVar(manager.NodeToIndex(a + 1)))
            != manager.NodeToIndex(a + 1)
        )
    )


def _guided(seconds: float):
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    search.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    # The CPU clock ends it; this only catches a machine that stands still.
    search.time_limit.FromMilliseconds(int(10_000 * seconds))
    return search


Peer = Callable[[Problem, float, int], float]
TOPTW: dict[str, Peer] = {"PyVRP": pyvrp_toptw, "VROOM": vroom_toptw, "OR-Tools": ortools_toptw}
