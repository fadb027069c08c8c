"""The same instances in PyVRP, VROOM and OR-Tools: what each can model, in its own words."""

import time

import numpy as np

from comarca.engine.visits import Problem

SCALE = 100  # the libraries count in whole numbers


def pyvrp_toptw(problem: Problem, seconds: float, seed: int) -> float:
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    accounts, model = problem.accounts, Model()
    depot = model.add_depot(0, 0)
    end = int(problem.people.closes[0, 0] * SCALE)
    model.add_vehicle_type(problem.people.size, start_depot=depot, end_depot=depot, tw_early=0,
                           tw_late=end)  # fmt: skip
    places = [depot]
    for a, (_, _, opens, closes) in enumerate(accounts.windows.tolist()):
        places.append(
            model.add_client(
                0, 0, service_duration=int(accounts.minutes[a] * SCALE),
                tw_early=int(opens * SCALE), tw_late=int((closes - accounts.minutes[a]) * SCALE),
                prize=int(accounts.value[a] * 10_000), required=False,
            )
        )  # fmt: skip
    for i, one in enumerate(places):
        for j, other in enumerate(places):
            far = round(problem.minutes[i, j] * SCALE)
            model.add_edge(one, other, distance=far, duration=far)
    best = model.solve(MaxRuntime(seconds), seed=seed, display=False).best
    if not best.is_feasible():
        return float("nan")
    return float(sum(accounts.value[c - 1] for route in best.routes() for c in route.visits()))


def vroom_toptw(problem: Problem, seconds: float, seed: int) -> float:
    import vroom

    accounts, model = problem.accounts, vroom.Input()
    table = np.round(problem.minutes * SCALE).astype(np.uint32)
    model.set_durations_matrix("car", table)
    end = int(problem.people.closes[0, 0] * SCALE)
    for v in range(problem.people.size):
        model.add_vehicle(vroom.Vehicle(v + 1, start=0, end=0, profile="car", time_window=(0, end)))
    for a, (_, _, opens, closes) in enumerate(accounts.windows.tolist()):
        model.add_job(
            vroom.Job(
                a + 1, location=a + 1, service=int(accounts.minutes[a] * SCALE),
                priority=min(100, int(accounts.value[a])),
                time_windows=[(int(opens * SCALE), int((closes - accounts.minutes[a]) * SCALE))],
            )
        )  # fmt: skip
    best = 0.0
    begun = time.process_time()
    for depth in range(6):
        answer = model.solve(exploration_level=depth, nb_threads=1)
        left = {job.id for job in answer.unassigned}
        best = max(best, sum(v for a, v in enumerate(accounts.value) if a + 1 not in left))
        if time.process_time() - begun > seconds:
            break
    return float(best)


def ortools_toptw(problem: Problem, seconds: float, seed: int) -> float:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    accounts = problem.accounts
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
        routing.AddDisjunction([index], int(accounts.value[a] * 10_000))
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    search.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    search.time_limit.FromMilliseconds(int(seconds * 1000))
    answer = routing.SolveWithParameters(search)
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


TOPTW = {"PyVRP": pyvrp_toptw, "VROOM": vroom_toptw, "OR-Tools": ortools_toptw}
